// Real: the emulator, over HTTP, and a data folder on disk.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, cp, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONFIGURATIONS, DEVICES, IOT_MANAGER, MenderClient } from '../../test/mender-client.js';
import { waitUntil } from '../../test/wait-until.js';
import { startMenderEmulator, type MenderEmulatorOptions, type RunningMenderEmulator } from '../index.js';
import { JournalIsDamaged } from './read-journal.js';

let folder: string;
let running: RunningMenderEmulator | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mender-emulator-'));
});

afterEach(async () => {
  await running?.stop();
  await rm(folder, { recursive: true });
});

async function start(options: MenderEmulatorOptions = {}): Promise<MenderClient> {
  await running?.stop();
  running = await startMenderEmulator({ dataDir: join(folder, 'data'), ...options });
  return new MenderClient(running);
}

describe('a fleet kept in a folder', () => {
  it('is there again after a restart, and so is the token', async () => {
    const before = await start({ webhook: { url: 'http://127.0.0.1:9/hook', secret: '00ff' } });
    const [accepted, gone, pending] = await before.makeDevices(3);
    await before.setStatus(accepted!, 'accepted');
    await before.put(`${CONFIGURATIONS}/${accepted}`, { a: 'line one\nline two\u2028' });
    await before.delete(`${DEVICES}/${gone}`);
    const { token } = running!;
    const kept = await before.get(DEVICES);
    const integrations = await before.get(`${IOT_MANAGER}/integrations`);

    const after = await start();
    expect(running!.token).toBe(token);
    expect((await after.get(DEVICES)).body).toEqual(kept.body);
    expect(kept.body.map(({ id }: { id: string }) => id)).toEqual([accepted, pending]);
    expect((await after.get(`${CONFIGURATIONS}/${accepted}`)).body.configured).toEqual({ a: 'line one\nline two\u2028' });
    expect((await after.get(`${IOT_MANAGER}/integrations`)).body).toEqual(integrations.body);
  });

  it('holds everything that was acknowledged, even when the process is cut off', async () => {
    const before = await start();
    const ids = await before.makeDevices(500);
    await before.post('/emulator/bulk', { action: 'accept', ids: ids.slice(0, 200) });
    await cp(join(folder, 'data'), join(folder, 'copy'), { recursive: true });

    const after = await start({ dataDir: join(folder, 'copy') });
    expect((await after.get(`${DEVICES}/count`)).body).toEqual({ count: 500 });
    expect((await after.get(`${DEVICES}/count?status=accepted`)).body).toEqual({ count: 200 });
  });

  it('leaves out a last line that was never finished', async () => {
    await (await start()).makeDevices(2);
    await running!.stop();
    await appendFile(join(folder, 'data', 'fleet.log'), '{"put":"device","record":{"id":"half');
    expect((await (await start()).get(`${DEVICES}/count`)).body).toEqual({ count: 2 });
    expect((await (await start()).get(`${DEVICES}/count`)).body).toEqual({ count: 2 });
  });

  it('is not opened when it is damaged in its middle', async () => {
    await (await start()).makeDevices(2);
    await running!.stop();
    const file = join(folder, 'data', 'fleet.log');
    await appendFile(file, 'not json\n{"remove":"device","id":"x"}\n');
    await expect(start()).rejects.toThrow(JournalIsDamaged);
  });

  it('is written anew at the start, without what was replaced', async () => {
    const client = await start();
    const [id] = await client.makeDevices(1);
    for (const status of ['accepted', 'rejected', 'accepted']) await client.setStatus(id!, status);
    const file = join(folder, 'data', 'fleet.log');
    const before = await readFile(file, 'utf8');

    await start();
    const after = await readFile(file, 'utf8');
    expect(before.split('\n').filter((line) => line.includes('"put":"device"'))).toHaveLength(4);
    expect(after.split('\n').filter((line) => line.includes('"put":"device"'))).toHaveLength(1);
    expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it('goes on with what was under way', async () => {
    const before = await start({ settings: { reportDelayMs: 'never', decommissionDelayMs: 3_600_000 } });
    const [id, leaving] = await before.makeDevices(2, 'accepted');
    await before.put(`${CONFIGURATIONS}/${id}`, { a: 'b' });
    await before.post(`${CONFIGURATIONS}/${id}/deploy`, {});
    await before.delete(`${DEVICES}/${leaving}`);

    const after = await start({ settings: { reportDelayMs: 1, decommissionDelayMs: 0 } });
    await waitUntil('the report', async () => (await after.get(`${CONFIGURATIONS}/${id}`)).body.reported.a === 'b');
    expect((await after.get(`${DEVICES}/${leaving}`)).status).toBe(404);
  });
});
