/** Real: PostgreSQL, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startMenderEmulator } from '../../apps/mender-emulator/src/index.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import type { Running } from '#platform';
import { Administrator } from '../conformance/device-hub.administrator.js';
import { apiCaller, type ApiCaller } from '../support/api-caller.js';
import { openDrift, type DriftControl } from '../support/drift.js';
import { startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

const ids = (name: string, count: number): string[] => Array.from({ length: count }, (_, number) => `${name}-${number}`);

describe('a sweep', () => {
  let stack: Stack;
  let worker: Running;
  let drift: DriftControl;
  let rival: Administrator;
  let admin: ApiCaller;

  const inHub = async () => new Map((await stack.hubControl.devices()).map(({ deviceId, status }) => [deviceId, status]));
  const accepted = async (devices: readonly string[]): Promise<void> => {
    await stack.menderControl.make(devices);
    await stack.menderControl.bulk('accept', devices);
    for (const id of devices) await stack.inSync(id, 'accepted');
  };
  /** Every device that an event named is in sync, and stays so for a moment in which events under way would have come in. */
  const settled = async (): Promise<void> => {
    let quiet = 0;
    let known = '';
    await waitFor('every known device to be in sync', async () => {
      const [row] = await stack.database.run<{ known: string; moving: string }>({ name: 'test-settled', text: `SELECT sum(generation)::text AS known, count(*) FILTER (WHERE sync <> 'in-sync')::text AS moving FROM device` }, []);
      quiet = row!.moving === '0' && row!.known === known ? quiet + 1 : 0;
      known = row!.known;
      return quiet > 20;
    });
  };
  const change = (method: string, path: string, body?: unknown) => rival.done(method, path, body, { 'If-Match': '*' });

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    worker = await startWorker(stack.env);
    drift = openDrift(stack);
    admin = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'admin', 'admin')).token.reveal());
    rival = new Administrator({ connectionString: stack.hub.connectionString(), gateway: { host: '127.0.0.1', port: stack.hub.port }, caPem: stack.hub.caPem });
  }, 240_000);

  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  it('finds nothing where nothing is wrong', async () => {
    await accepted(ids('well', 12));
    expect(await drift.sweep()).toMatchObject({ state: 'done', fleet: 'whole', hub: 'whole', found: {}, mended: 0, detail: null });
    expect(await drift.found()).toEqual([]);
  }, 240_000);

  it('heals what the webhooks did not tell, all of it at once', async () => {
    const { menderControl: mender } = stack;
    const devices = ids('lost', 30);
    await mender.settings({ dropWebhooksShare: 0.1 });
    await mender.make(devices);
    await mender.bulk('accept', devices);
    await settled();
    await mender.settings({ dropWebhooksShare: 1 });
    await mender.bulk('reject', devices.slice(0, 5));
    await mender.bulk('dismiss', devices.slice(5, 7));
    await mender.bulk('decommission', devices.slice(7, 10));
    await mender.settings({ dropWebhooksShare: 0 });

    const run = await drift.sweep();
    expect(run).toMatchObject({ state: 'done', fleet: 'whole' });
    expect(run.mended).toBeGreaterThanOrEqual(10);
    for (const id of devices.slice(10)) await stack.inSync(id, 'accepted');
    await waitFor('the hub to be as the fleet says', async () => {
      const hub = await inHub();
      expect(devices.slice(0, 7).filter((id) => hub.get(id) === 'enabled')).toEqual([]);
      expect(devices.slice(7, 10).filter((id) => hub.has(id))).toEqual([]);
      expect(devices.slice(10).filter((id) => hub.get(id) !== 'enabled')).toEqual([]);
      return true;
    });
    await drift.sweep();
    expect((await drift.found()).filter((line) => line.includes('lost-'))).toEqual([]);
  }, 240_000);

  it('heals what somebody did to the hub behind our back, and leaves alone what is not ours', async () => {
    const [removed, disabled, replaced, rekeyed, extra] = ids('hub', 5) as [string, string, string, string, string];
    await accepted([removed, disabled, replaced, rekeyed]);
    await drift.sweep();
    const key = Buffer.alloc(32, 7).toString('base64');
    const authentication = { type: 'sas', symmetricKey: { primaryKey: key, secondaryKey: key } };
    await change('DELETE', `/devices/${removed}`);
    await change('PUT', `/devices/${disabled}`, { ...(await rival.done<object>('GET', `/devices/${disabled}`)), status: 'disabled' });
    await change('DELETE', `/devices/${replaced}`);
    await rival.done('PUT', `/devices/${replaced}`, { deviceId: replaced, status: 'enabled', authentication });
    await change('PUT', `/devices/${rekeyed}`, { deviceId: rekeyed, status: 'enabled', authentication });
    await rival.done('POST', '/devices', [{ id: extra, importMode: 'create', status: 'enabled', authentication, tags: { lockstep: { managed: true, tenant: 'default', key: 1 } } }]);
    await rival.done('PUT', '/devices/somebody-elses', { deviceId: 'somebody-elses', status: 'enabled', authentication });

    const dry = await drift.sweep({ dryRun: true });
    expect(dry).toMatchObject({ state: 'done', mended: 0, found: { 'missing-in-hub': 1, 'status-differs': 1, 'identity-replaced': 2, 'extra-in-hub': 1 } });
    expect(await drift.found()).toEqual([`extra-in-hub ${extra}`, `identity-replaced ${replaced}`, `identity-replaced ${rekeyed}`, `missing-in-hub ${removed}`, `status-differs ${disabled}`].sort());

    expect(await drift.sweep()).toMatchObject({ state: 'done', mended: 5 });
    await waitFor('all to be mended', async () => {
      const hub = await inHub();
      expect([removed, disabled, replaced, rekeyed].map((id) => hub.get(id))).toEqual(['enabled', 'enabled', 'enabled', 'enabled']);
      expect(hub.has(extra)).toBe(false);
      return true;
    });
    for (const id of [removed, disabled, replaced, rekeyed]) {
      await waitFor(`the connection string of ${id} to be valid`, async () => {
        const { configured } = await stack.menderControl.configuration(id);
        return (await stack.hubControl.signIn(configured.azureConnectionString!)) === 204;
      });
    }
    expect((await inHub()).get('somebody-elses')).toBe('enabled');
    await drift.sweep();
    expect(await drift.found()).toEqual([]);
  }, 240_000);

  it('takes nothing for missing because the index of the hub is behind', async () => {
    await rival.done('PATCH', '/emulator/switches', { queryLagMs: 600_000 });
    try {
      const devices = ids('behind', 5);
      await accepted(devices);
      await stack.menderControl.bulk('decommission', devices.slice(0, 2));
      for (const id of devices.slice(0, 2)) await stack.inSync(id, 'decommissioned');
      const before = await Promise.all(devices.map((id) => stack.hubControl.journal(id)));
      expect(await drift.sweep()).toMatchObject({ state: 'done', hub: 'whole', found: {} });
      const writes = (entries: typeof before) => entries.map((list) => list.filter(({ changed }) => changed).length);
      expect(writes(await Promise.all(devices.map((id) => stack.hubControl.journal(id))))).toEqual(writes(before));
    } finally {
      await rival.done('PATCH', '/emulator/switches', { queryLagMs: 0 });
    }
  }, 240_000);

  it('stops and asks when the fleet connection leads to an empty fleet, and deletes nothing whoever wakes a device', async () => {
    const before = await inHub();
    const empty = await startMenderEmulator({ port: 0 });
    const connect = async (url: string, token: string): Promise<void> => expect((await admin.put('/api/v1/fleet', { body: { url, token }, headers: { 'if-match': '*' } })).status).toBeLessThan(300);
    try {
      await connect(empty.url, empty.token);
      await admin.post('/api/v1/devices/well-0/wake');
      await waitFor('the pass to see that it is gone', async () => (await stack.device('well-0'))?.reason === 'gone-without-a-word');
      const held = await drift.sweep();
      expect(held).toMatchObject({ state: 'held', mended: 0, detail: expect.stringMatching(/lists no device at all/) });
      expect(await inHub()).toEqual(before);
      expect(await drift.runs.drop('default', held.id, 'a test')).toMatchObject({ state: 'dropped' });
    } finally {
      await connect(stack.mender.url, stack.mender.token);
      await empty.stop();
    }
    expect(await drift.sweep()).toMatchObject({ state: 'done', mended: 0 });
    await stack.inSync('well-0', 'accepted');
    expect(await inHub()).toEqual(before);
  }, 240_000);

  it('asks before it takes many devices out, does it when an operator approves, and nothing when not', async () => {
    const { menderControl: mender } = stack;
    const devices = ids('many', 25);
    await accepted(devices);
    await mender.settings({ dropWebhooksShare: 1 });
    await mender.bulk('reject', devices.slice(0, 10));
    await mender.bulk('decommission', devices.slice(10, 21));
    await mender.settings({ dropWebhooksShare: 0 });

    const held = await drift.sweep();
    expect(held).toMatchObject({ state: 'held', detail: expect.stringMatching(/would disable 10 and delete 11/) });
    const later = await drift.sweep();
    expect(later.state).toBe('held');
    expect(await drift.runs.find('default', held.id)).toMatchObject({ state: 'dropped' });
    const hub = await inHub();
    expect(devices.filter((id) => hub.get(id) !== 'enabled')).toEqual([]);

    await drift.runs.approve('default', later.id, 'alice');
    expect(await drift.ended(later.id)).toMatchObject({ state: 'done', approvedBy: 'alice', mended: 21 });
    await waitFor('all to be out', async () => {
      const now = await inHub();
      expect(devices.slice(0, 10).filter((id) => now.get(id) !== 'disabled')).toEqual([]);
      expect(devices.slice(10, 21).filter((id) => now.has(id))).toEqual([]);
      return true;
    });
  }, 240_000);

  it('imports what was in the fleet before it was connected, and only then', async () => {
    const { menderControl: mender } = stack;
    const devices = ids('old', 8);
    await mender.settings({ dropWebhooksShare: 1 });
    await mender.make(devices);
    await mender.bulk('accept', devices.slice(0, 6));
    await mender.settings({ dropWebhooksShare: 0 });
    await stack.database.run({ name: 'test-connect-later', text: 'UPDATE fleet_connection SET created_at = now()' }, []);

    expect(await drift.sweep()).toMatchObject({ state: 'done', mended: 0, found: { 'not-imported': 8 } });
    expect([...(await inHub()).keys()].filter((id) => devices.includes(id))).toEqual([]);
    expect(await drift.sweep({ kind: 'import', dryRun: true })).toMatchObject({ state: 'done', mended: 0, found: { 'not-imported': 8 } });
    expect(await drift.sweep({ kind: 'apply', selection: { classes: null, deviceIds: [devices[0]!] } })).toMatchObject({ state: 'done', mended: 1 });
    await stack.inSync(devices[0]!, 'accepted');
    expect(await drift.sweep({ kind: 'import' })).toMatchObject({ state: 'done', mended: 7 });
    for (const id of devices.slice(1, 6)) await stack.inSync(id, 'accepted');
    await drift.sweep();
    expect(await drift.found()).toEqual([]);
  }, 240_000);

  it('leaves no device that is not at its end without a wake-up', async () => {
    const forgotten = `SELECT device_id FROM device WHERE wake_at IS NULL AND (settled < generation OR sync NOT IN ('in-sync', 'dead') OR intent IS NOT NULL OR look_first)`;
    expect(await stack.database.run({ name: 'test-forgotten', text: forgotten }, [])).toEqual([]);
  });
});
