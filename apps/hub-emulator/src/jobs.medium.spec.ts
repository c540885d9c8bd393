// Real here: HTTPS, Microsoft's client, and files in place of blobs. Throttle time is moved by hand.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../../../test/support/wait-for.js';
import { startHubEmulator, type RunningHubEmulator } from './index.js';
import { askControl } from './test/ask.js';
import { connectSdk, type Sdk } from './test/connect-sdk.js';
import type { Wire } from './test/send-raw.js';

// It may run beside others on a busy machine.
jest.setTimeout(240_000);

let folder: string;
let emulator: RunningHubEmulator;
let sdk: Sdk;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-jobs-spec-'));
  emulator = await startHubEmulator({ port: 0, blobFolder: folder });
  sdk = connectSdk(emulator);
});

afterEach(async () => {
  sdk.close();
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

const refusal = (statusCode: number, code: string) =>
  expect.objectContaining({ response: expect.objectContaining({ statusCode }), responseBody: expect.stringContaining(`ErrorCode:${code};`) });
const throttle = (change: object) => askControl(emulator, 'PATCH', `/hubs/${emulator.hostNames[0]}/throttle`, change);
const advance = (advanceMs: number) => askControl(emulator, 'PATCH', '/clock', { advanceMs });
const add = (count: number) =>
  sdk.registry.addDevices(Array.from({ length: count }, (_, index) => ({ deviceId: `d${index}`, tags: { lot: index % 2 } })) as Wire);
const getJob = (path: string) => sdk.call('GET', `/jobs/${path}`) as Promise<Wire>;

/** Looks again until the job is so. */
const until = (path: string, isSo: (job: Wire) => boolean): Promise<Wire> =>
  waitFor(`the job at ${path}`, async () => {
    const job = await getJob(path);
    if (!isSo(job)) throw new Error(JSON.stringify(job));
    return job;
  });
const ended = (path: string) => until(path, ({ status }) => status === 'completed' || status === 'failed');

describe('a scheduled job', () => {
  it('updates the twins that its condition finds', async () => {
    await add(4);
    await sdk.jobs.scheduleTwinUpdate('j1', 'tags.lot = 1', { etag: '*', tags: { seen: true } } as Wire, new Date(), 60);
    expect(await ended('v2/j1')).toMatchObject({
      jobId: 'j1',
      type: 'scheduleUpdateTwin',
      status: 'completed',
      deviceJobStatistics: { deviceCount: 2, succeededCount: 2, failedCount: 0, pendingCount: 0 },
    });
    expect((await sdk.registry.getTwin('d1')).responseBody.tags).toEqual({ lot: 1, seen: true });
    expect((await sdk.registry.getTwin('d0')).responseBody.tags).toEqual({ lot: 0 });
    const rows = (await sdk.registry.createQuery(`SELECT * FROM devices.jobs WHERE devices.jobs.jobId = 'j1' AND devices.jobs.status = 'completed'`).nextAsTwin()).result;
    expect(rows).toHaveLength(2);
  });

  it('fails device by device when methods are called, for nobody is online', async () => {
    await add(1);
    await sdk.jobs.scheduleDeviceMethod('j1', '*', { methodName: 'reboot' } as Wire, new Date(), 60);
    expect(await ended('v2/j1')).toMatchObject({ type: 'scheduleDeviceMethod', deviceJobStatistics: { failedCount: 1 } });
  });

  it('works at the rate of the edition, alone on S1, and can be cancelled', async () => {
    // Ten seconds of work at ten devices a second, of which the first one is seen.
    await add(100);
    await throttle({ sku: 'S1', burstMinutes: 0 });
    const wish = { etag: '*', tags: { seen: true } } as Wire;
    await sdk.jobs.scheduleTwinUpdate('slow', '*', wish, new Date(), 60);
    const first = await until('v2/slow', ({ deviceJobStatistics }) => deviceJobStatistics.succeededCount >= 10);
    expect(first).toMatchObject({ status: 'running' });
    await expect(sdk.jobs.scheduleTwinUpdate('second', '*', wish, new Date(), 60)).rejects.toEqual(refusal(429, 'ThrottlingMaxActiveJobCountExceeded'));
    const { responseBody } = (await sdk.jobs.cancelJob('slow')) as Wire;
    expect(responseBody ?? (await getJob('v2/slow'))).toMatchObject({ status: 'cancelled' });
    await advance(20_000);
    expect((await getJob('v2/slow')).deviceJobStatistics.succeededCount).toBeLessThan(100);
  });

  it('begins at its time', async () => {
    await add(1);
    await sdk.jobs.scheduleTwinUpdate('later', '*', { etag: '*', tags: { seen: true } } as Wire, new Date(Date.now() + 3_600_000), 60);
    expect(await getJob('v2/later')).toMatchObject({ status: 'scheduled', deviceJobStatistics: { deviceCount: 0 } });
    await advance(3_600_000);
    expect(await ended('v2/later')).toMatchObject({ status: 'completed', deviceJobStatistics: { succeededCount: 1 } });
  });

  it('fails when its time is over', async () => {
    await add(5);
    await throttle({ sku: 'S1', burstMinutes: 0 });
    await askControl(emulator, 'POST', `/hubs/${emulator.hostNames[0]}/foreign-load`, { category: 'job-devices', once: 1000 });
    await sdk.jobs.scheduleTwinUpdate('late', '*', { etag: '*', tags: { seen: true } } as Wire, new Date(), 60);
    await advance(200_000);
    expect(await ended('v2/late')).toMatchObject({ status: 'failed', failureReason: expect.any(String) });
  });

  it('is listed by type and status, in either shape', async () => {
    await add(1);
    for (const id of ['a', 'b', 'c']) {
      await sdk.jobs.scheduleTwinUpdate(id, '*', { etag: '*', tags: {} } as Wire, new Date(), 60);
      await ended(`v2/${id}`);
    }
    const query = sdk.jobs.createQuery('scheduleUpdateTwin' as Wire, 'completed' as Wire, 2);
    const pages = [((await query.next()) as Wire).result, ((await query.next((query as Wire).continuationToken)) as Wire).result];
    expect(pages.map((page: Wire[]) => page.map(({ jobId }) => jobId))).toEqual([['a', 'b'], ['c']]);
    await askControl(emulator, 'PATCH', '/switches', { jobsPageShape: 'object' });
    expect(await getJob('v2/query')).toMatchObject({ items: [{ jobId: 'a' }, { jobId: 'b' }, { jobId: 'c' }], continuationToken: null });
  });

  it.each([
    ['an id that is taken', { jobId: 'taken' }, 409, 'JobAlreadyExists'],
    ['no etag', { updateTwin: { tags: {} } }, 400, 'ArgumentInvalid'],
    ['a condition that is none', { queryCondition: 'tags.a' }, 400, 'ArgumentInvalid'],
    ['a condition that is too long', { queryCondition: `tags.a = '${'x'.repeat(8200)}'` }, 412, 'PreconditionFailed'],
    ['a type that is none', { type: 'scheduleNap' }, 400, 'ArgumentInvalid'],
  ])('is refused with %s', async (_name, change, status, code) => {
    const body = { jobId: 'j', type: 'scheduleUpdateTwin', queryCondition: '*', updateTwin: { etag: '*' }, startTime: null, ...change };
    if (body.jobId === 'taken') await sdk.call('PUT', '/jobs/v2/taken', body);
    await expect(sdk.call('PUT', `/jobs/v2/${body.jobId}`, body)).rejects.toEqual(refusal(status, code));
    await expect(getJob('v2/nothing')).rejects.toEqual(refusal(404, 'JobNotFound'));
  });
});

describe('an import or export', () => {
  const store = 'https://account.blob.core.windows.net/box?sig=secret';
  const box = () => join(folder, 'account', 'box');
  const lines = async (name: string) => (await readFile(join(box(), name), 'utf8')).split('\n').filter(Boolean).map((line) => JSON.parse(line));
  const start = async (body: object) => (await sdk.call('POST', '/jobs/create', body)) as Wire;

  it('carries a fleet from one hub to another, keys, twins and modules included', async () => {
    await add(100);
    await sdk.registry.addModule({ deviceId: 'd0', moduleId: 'm' } as Wire);
    const { responseBody: before } = await sdk.registry.get('d7');
    const job = (await sdk.registry.exportDevicesToBlob(store, false)) as Wire;
    expect(await ended(job.jobId)).toMatchObject({ type: 'export', status: 'completed', progress: 100, outputBlobContainerUri: store });
    expect((await lines('devices.txt')).length).toBe(101);
    await sdk.registry.removeDevices(Array.from({ length: 50 }, (_, index) => ({ deviceId: `d${index}` })) as Wire, true);
    const back = (await sdk.registry.importDevicesFromBlob(store, store)) as Wire;
    expect(await ended(back.jobId)).toMatchObject({ type: 'import', status: 'completed' });
    expect(await lines('importErrors.log')).toEqual([]);
    expect((await sdk.registry.get('d7')).responseBody.authentication).toEqual(before.authentication);
    expect((await sdk.registry.getTwin('d7')).responseBody.tags).toEqual({ lot: 1 });
    expect((await sdk.registry.getModulesOnDevice('d0')).responseBody).toHaveLength(1);
    expect((await sdk.registry.listJobs()).responseBody).toHaveLength(2);
  });

  it('leaves the keys out when it is told to', async () => {
    await add(1);
    const job = (await sdk.registry.exportDevicesToBlob(store, true)) as Wire;
    await ended(job.jobId);
    expect(await lines('devices.txt')).toMatchObject([{ id: 'd0', authentication: { type: 'sas', symmetricKey: { primaryKey: null, secondaryKey: null } } }]);
  });

  it('knows every mode, creates or updates without one, and logs each line that failed', async () => {
    await add(3);
    const { responseBody: known } = await sdk.registry.get('d2');
    await mkdir(box(), { recursive: true });
    const entries = [
      { id: 'new' },
      { id: 'd0', status: 'disabled', importMode: 'createOrUpdate' },
      { id: 'd1', importMode: 'delete' },
      { id: 'd2', eTag: known.etag, status: 'disabled', importMode: 'createOrUpdateIfMatchETag' },
      { id: 'd2', eTag: known.etag, importMode: 'updateIfMatchETag' },
      { id: 'new', importMode: 'create' },
      { id: 'nobody', importMode: 'updateTwin', tags: { a: 1 } },
      { id: 'bad id' },
    ];
    await writeFile(join(box(), 'mine.txt'), `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\nnot json\n`);
    const job = await start({ type: 'import', inputBlobContainerUri: store, outputBlobContainerUri: store, inputBlobName: 'mine.txt' });
    expect(await ended(job.jobId)).toMatchObject({ status: 'completed' });
    expect((await lines('importErrors.log')).map(({ deviceId, errorCode }) => [deviceId, errorCode])).toEqual([
      ['d2', 412001],
      ['new', 409001],
      ['nobody', 404001],
      ['bad id', 400004],
      ['', 400006],
    ]);
    const status = async (id: string) => (await sdk.registry.get(id)).responseBody.status;
    expect([await status('new'), await status('d0'), await status('d2')]).toEqual(['enabled', 'disabled', 'disabled']);
    await expect(sdk.registry.get('d1')).rejects.toEqual(refusal(404, 'DeviceNotFound'));
  });

  it('runs alone, at the rate of the edition, and can be cancelled', async () => {
    await mkdir(box(), { recursive: true });
    await writeFile(join(box(), 'devices.txt'), Array.from({ length: 10 }, (_, index) => `${JSON.stringify({ id: `i${index}` })}\n`).join(''));
    await throttle({ sku: 'S1', burstMinutes: 0 });
    const job = await start({ type: 'import', inputBlobContainerUri: store, outputBlobContainerUri: store });
    await expect(start({ type: 'export', outputBlobContainerUri: store })).rejects.toEqual(refusal(403, 'JobQuotaExceeded'));
    await sdk.registry.cancelJob(job.jobId);
    expect(await getJob(job.jobId)).toMatchObject({ status: 'cancelled' });
  });

  it.each([
    ['without its input', { type: 'import', inputBlobContainerUri: store, outputBlobContainerUri: store }, 400, 'BlobContainerValidationError'],
    ['with an address that is none', { type: 'export', outputBlobContainerUri: 'box' }, 400, 'ArgumentInvalid'],
    ['that climbs out of its folder', { type: 'export', outputBlobContainerUri: store, outputBlobName: '../x' }, 400, 'ArgumentInvalid'],
    ['of no known type', { type: 'copy' }, 400, 'ArgumentInvalid'],
  ])('is refused %s', async (_name, body, status, code) => {
    await expect(start(body)).rejects.toEqual(refusal(status, code));
  });
});

describe('a direct method', () => {
  it('finds every device offline, and says so in the newer shape', async () => {
    await add(1);
    const asked = sdk.call('POST', '/twins/d0/methods', { methodName: 'reboot', payload: null, responseTimeoutInSeconds: 5 });
    const { response, responseBody } = (await asked.catch((error: unknown) => error)) as Wire;
    expect([response.statusCode, JSON.parse(JSON.parse(responseBody).Message).errorCode]).toEqual([404, 404103]);
  });
});

describe('the statistics', () => {
  it('count the devices that are connected', async () => {
    await add(2);
    await askControl(emulator, 'POST', '/devices/d1/reported', { on: true });
    expect(await sdk.call('GET', '/statistics/service')).toEqual({ connectedDeviceCount: 1 });
  });
});
