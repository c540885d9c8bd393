/** Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker. Emulated: two hubs and the fleet manager. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import type { Running } from '#platform';
import { apiCaller, type ApiCaller } from '../support/api-caller.js';
import { HUB_HOST } from '../support/hub-calls.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

const SECOND = 'second.azure-devices.net';

describe.each(BACKENDS)('moving a fleet to another hub, with the queue on %s', (backend) => {
  let stack: Stack;
  let worker: Running;
  let admin: ApiCaller;

  beforeAll(async () => {
    stack = await startStack({ backend, leaseMs: 1_000, hubs: [HUB_HOST, SECOND] });
    worker = await startWorker(stack.env);
    admin = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token.reveal());
  }, 240_000);

  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const move = async (hostName: string) => {
    const [integration] = (await admin.get('/api/v1/integrations')).body.items;
    const credentials = { kind: 'connection-string', connectionString: stack.hub.connectionString(hostName) };
    return admin.put(`/api/v1/integrations/${integration.id}/credentials?confirm=true`, { body: credentials, headers: { 'if-match': `"${integration.version}"` } });
  };

  const provisionedIn = async (hostName: string, id: string): Promise<boolean> =>
    waitFor(`${id} to be in sync with ${hostName}`, async () => {
      const found = await stack.device(id);
      const { configured, reported } = await stack.menderControl.configuration(id);
      const string = configured.azureConnectionString ?? '';
      const isThere = found?.sync === 'in-sync' && found.hubStatus === 'enabled' && string.startsWith(`HostName=${hostName};`) && reported.azureConnectionString === string;
      if (!isThere) throw new Error(`${found?.sync} ${found?.reason} ${string.split(';')[0]}`);
      return (await stack.hubControl.signIn(string)) === 204;
    });

  it('gives every accepted device an identity and a string there, whatever was at work meanwhile, and leaves the old hub as it is', async () => {
    const { menderControl: mender, hubControl: hub } = stack;
    const before = Array.from({ length: 12 }, (_, number) => `before-${number}`);
    const during = Array.from({ length: 12 }, (_, number) => `during-${number}`);
    await mender.make([...before, ...during, 'rejected-1', 'gone-1']);
    await mender.bulk('accept', [...before, 'rejected-1', 'gone-1']);
    for (const id of [...before, 'rejected-1', 'gone-1']) await provisionedIn(HUB_HOST, id);
    await mender.bulk('reject', ['rejected-1']);
    await mender.bulk('decommission', ['gone-1']);
    await stack.inSync('rejected-1', 'rejected');
    await stack.inSync('gone-1', 'decommissioned');

    const [moved] = await Promise.all([move(SECOND), mender.bulk('accept', during)]);
    expect([moved.status, moved.body.hostName, moved.body.paused]).toEqual([200, SECOND, false]);
    for (const id of [...before, ...during]) await provisionedIn(SECOND, id);
    await stack.inSync('rejected-1', 'rejected');

    const there = new Map((await hub.devices(SECOND)).map(({ deviceId, status }) => [deviceId, status]));
    expect([...there.keys()].sort()).toEqual([...before, ...during].sort());
    const left = new Map((await hub.devices(HUB_HOST)).map(({ deviceId, status }) => [deviceId, status]));
    for (const id of before) expect(left.get(id)).toBe('enabled');
    expect(left.get('rejected-1')).toBe('disabled');
  }, 240_000);

  it('and back again finds the identities that stayed behind, and takes them over with their keys', async () => {
    expect((await move(HUB_HOST)).status).toBe(200);
    for (const id of ['before-0', 'during-0']) await provisionedIn(HUB_HOST, id);
    const history = await stack.story('before-0');
    expect(history.map(({ step }) => step)).toContain('deliver-connection');
    expect((await stack.hubControl.checks()).overlaps).toEqual(expect.anything());
  }, 240_000);
});
