// Real here: files in a folder of their own, HTTPS, certificates.
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../../../test/support/wait-for.js';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { authorize, makeToken, sendRaw, VERSION, type Wire } from './test/send-raw.js';

// Each test starts servers of its own and may run beside others on a busy machine.
jest.setTimeout(240_000);

let dataFolder: string;
const running: RunningHubEmulator[] = [];

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'hub-emulator-spec-'));
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
  await rm(dataFolder, { recursive: true, force: true });
});

async function start(hubs = ['one.azure-devices.net']): Promise<RunningHubEmulator> {
  const emulator = await startHubEmulator({ port: 0, dataFolder, hubs });
  running.push(emulator);
  return emulator;
}

async function service(emulator: RunningHubEmulator, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return sendRaw(emulator, { method, path: `${path}?${VERSION}`, body, headers: { ...authorize(emulator), ...headers } });
}

const logPath = () => join(dataFolder, 'hubs', 'one.azure-devices.net', 'devices.log');
const lines = async () => (await readFile(logPath(), 'utf8')).split('\n').slice(0, -1);

/** A little life: one device with a twin and a message, one disabled, one deleted. */
async function live(emulator: RunningHubEmulator): Promise<void> {
  const { json } = await service(emulator, 'PUT', '/devices/a', {});
  await service(emulator, 'PATCH', '/twins/a', { tags: { line: 'one\u2028two' }, properties: { desired: { x: { y: 1 } } } });
  const authorization = makeToken(`${emulator.hostNames[0]}/devices/a`, json.authentication.symmetricKey.primaryKey);
  await sendRaw(emulator, { method: 'POST', path: `/devices/a/messages/events?${VERSION}`, headers: { authorization } });
  await service(
    emulator,
    'POST',
    '/devices',
    ['b', 'c'].map((id) => ({ id, importMode: 'create', status: 'disabled' })),
  );
  await service(emulator, 'DELETE', '/devices/c');
}

const everything = async (emulator: RunningHubEmulator) => ({
  devices: (await service(emulator, 'GET', '/devices/')).json,
  twin: (await service(emulator, 'GET', '/twins/a')).json,
  counts: (await service(emulator, 'GET', '/statistics/devices')).json,
  messages: (await sendRaw(emulator, { path: '/emulator/hubs/one.azure-devices.net/devices' })).json.devices.map(
    (device: Wire) => device.messages,
  ),
  connectionString: emulator.connectionString(),
  ca: emulator.caPem,
});

describe('a data folder', () => {
  it('brings everything back after a stop', async () => {
    const first = await start();
    await live(first);
    const before = await everything(first);
    await first.stop();
    expect(await everything(await start())).toEqual(before);
    expect(before.counts).toEqual({ totalDeviceCount: 2, enabledDeviceCount: 1, disabledDeviceCount: 1 });
  });

  it('has on disk what was answered, without a stop', async () => {
    const first = await start();
    await live(first);
    const before = await everything(first);
    const copy = await readFile(logPath());
    await first.stop();
    await writeFile(logPath(), copy);
    expect(await everything(await start())).toEqual(before);
  });

  it('keeps configurations and jobs: what has ended, what waits for its time, and what was cut off', async () => {
    const first = await start();
    await live(first);
    const ask = async (emulator: RunningHubEmulator, method: string, path: string, body?: unknown): Promise<Wire> => (await service(emulator, method, path, body)).json;
    const completed = (emulator: RunningHubEmulator, path: string) => waitFor(`${path} to be completed`, async () => (await ask(emulator, 'GET', path)).status === 'completed');
    const job = (jobId: string, startTime: string | null) =>
      ask(first, 'PUT', `/jobs/v2/${jobId}`, { jobId, type: 'scheduleUpdateTwin', queryCondition: '*', updateTwin: { etag: '*', tags: { seen: true } }, startTime });
    await ask(first, 'PUT', '/configurations/kept', { content: {}, targetCondition: '*', priority: 1 });
    expect(await readFile(join(dataFolder, 'hubs', 'one.azure-devices.net', 'configurations.json'), 'utf8')).toContain('"kept"');
    await job('done', null);
    expect(await readFile(join(dataFolder, 'hubs', 'one.azure-devices.net', 'jobs.json'), 'utf8')).toContain('"done"');
    await completed(first, '/jobs/v2/done');
    await job('later', new Date(Date.now() + 3_600_000).toISOString());
    const { jobId } = await ask(first, 'POST', '/jobs/create', { type: 'export', outputBlobContainerUri: 'https://account.blob.core.windows.net/box' });
    await completed(first, `/jobs/${jobId}`);
    await sendRaw(first, { method: 'PATCH', path: '/emulator/hubs/one.azure-devices.net/throttle', body: { sku: 'S1', burstMinutes: 0 } });
    await sendRaw(first, { method: 'POST', path: '/emulator/hubs/one.azure-devices.net/foreign-load', body: { category: 'job-devices', once: 1000 } });
    await job('cut', new Date(Date.now() + 60_000).toISOString());
    await sendRaw(first, { method: 'PATCH', path: '/emulator/clock', body: { advanceMs: 60_000 } });
    expect(await ask(first, 'GET', '/jobs/v2/cut')).toMatchObject({ status: 'running' });
    const paths = ['/configurations/kept', '/jobs/v2/done', '/jobs/v2/later', `/jobs/${jobId}`];
    const before = await Promise.all(paths.map((path) => ask(first, 'GET', path)));
    await first.stop();
    const second = await start();
    expect(await Promise.all(paths.map((path) => ask(second, 'GET', path)))).toEqual(before);
    expect(await ask(second, 'GET', '/jobs/v2/cut')).toMatchObject({ status: 'failed', failureReason: 'The emulator was stopped while the job ran.' });
    await sendRaw(second, { method: 'PATCH', path: '/emulator/clock', body: { advanceMs: 3_600_000 } });
    await completed(second, '/jobs/v2/later');
  });

  it('is written anew at the start with one line a device, and not when that would change nothing', async () => {
    const first = await start();
    await live(first);
    expect(await lines()).toHaveLength(6);
    await first.stop();
    await (await start()).stop();
    expect(await lines()).toHaveLength(2);
    const { ino } = await stat(logPath());
    await (await start()).stop();
    expect((await stat(logPath())).ino).toBe(ino);
  });

  it('loses nothing but the line that a crash cut off', async () => {
    const first = await start();
    await live(first);
    const before = await everything(first);
    await first.stop();
    await appendFile(logPath(), '{"removed":"a"');
    const second = await start();
    expect(await everything(second)).toEqual(before);
    await service(second, 'PUT', '/devices/d', {});
    await second.stop();
    expect((await service(await start(), 'GET', '/devices/d')).status).toBe(200);
  });

  it('is refused when a line in the middle cannot be read, and is left as it is', async () => {
    const first = await start();
    await live(first);
    await first.stop();
    const damaged = `${(await lines())[0]}\nnot a line\n`;
    await writeFile(logPath(), damaged);
    await expect(start()).rejects.toMatchObject({ name: 'LogIsDamaged', message: expect.stringContaining('Line 2') });
    expect(await readFile(logPath(), 'utf8')).toBe(damaged);
  });

  it('keeps secrets to their owner', async () => {
    await start();
    const modes = await Promise.all(
      ['ca-key.pem', 'server-key.pem', 'hubs/one.azure-devices.net/policies.json', 'hubs/one.azure-devices.net/devices.log'].map(
        async (file) => (await stat(join(dataFolder, file))).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o600, 0o600, 0o600, 0o600]);
  });

  it('keeps its CA, and makes a new server certificate when the hubs change', async () => {
    const first = await start();
    const server = await readFile(join(dataFolder, 'server.pem'), 'utf8');
    await first.stop();
    const second = await start();
    expect(await readFile(join(dataFolder, 'server.pem'), 'utf8')).toBe(server);
    await second.stop();
    const third = await start(['one.azure-devices.net', 'hub.example']);
    expect(await readFile(join(dataFolder, 'server.pem'), 'utf8')).not.toBe(server);
    expect([third.caPem, third.caFile]).toEqual([first.caPem, join(dataFolder, 'ca.pem')]);
  });
});

describe('two hubs', () => {
  it('share a port and nothing else', async () => {
    const emulator = await start(['one.azure-devices.net', 'two.azure-devices.net']);
    await service(emulator, 'PUT', '/devices/a', {});
    const key = /SharedAccessKey=(.+)$/.exec(emulator.connectionString('two.azure-devices.net'))![1]!;
    const headers = { authorization: makeToken('two.azure-devices.net', key, { policy: 'iothubowner' }) };
    const { status } = await sendRaw(emulator, { path: `/devices/a?${VERSION}`, hub: 'TWO.azure-devices.net:8443', headers });
    expect(status).toBe(404);
    expect(() => emulator.connectionString('three.azure-devices.net')).toThrow(RangeError);
  });
});
