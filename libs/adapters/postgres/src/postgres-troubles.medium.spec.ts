// Real: PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresIntegrations, PostgresTroubles, Sealing } from '#adapters/postgres';
import { Secret, type Claim, type DeviceKey, type HubConnection, type Reason, type TroubledConnection } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';

const AWAY = { reason: 'hub-is-away', detail: 'The hub answers 503.' } as const;
const REFUSED = { reason: 'hub-refuses-credentials', detail: 'The hub answers 401.' } as const;

describe('the troubles of connections in PostgreSQL', () => {
  const key = aMasterKey();
  let postgres: TestPostgres;
  let store: Store;
  let troubles: PostgresTroubles;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database(), { key });
    troubles = new PostgresTroubles(store.database, new Sealing([key]));
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  async function aHub(): Promise<{ hub: HubConnection; at: TroubledConnection }> {
    const hub = await store.connections.addHub(`t-${randomUUID().slice(0, 8)}`, 'hub.azure-devices.net', { kind: 'shared-access-policy', policyName: 'p', key: new Secret('a2V5') });
    return { hub, at: { kind: 'hub', tenantId: hub.tenantId, id: hub.id, revision: hub.revision } };
  }

  /** A device whose last pass ended so, with its next look in an hour. */
  async function aWaiting(tenantId: string, reason: Reason): Promise<DeviceKey> {
    const device = { tenantId, deviceId: `device-${randomUUID()}` };
    await store.tell(device);
    const held = await claim(device);
    await store.devices.settle(held, { record: held.record, story: [], outcome: { kind: 'wait', reason, afterMs: 3_600_000 } });
    return device;
  }
  async function claim(device: DeviceKey): Promise<Claim> {
    const answer = await store.devices.claim(device);
    if (typeof answer === 'string') throw new Error(`The claim was answered with ${answer}.`);
    return answer;
  }
  const isDue = async ({ tenantId, deviceId }: DeviceKey): Promise<boolean> =>
    (await store.sql('SELECT 1 FROM device WHERE tenant_id = $1 AND device_id = $2 AND wake_at <= now()', [tenantId, deviceId])).length > 0;
  const troubleOf = async (tenantId: string) => (await store.connections.findHub(tenantId))!.trouble;
  const due = async (everyMs: number, tenantId: string) => (await troubles.takeDue(everyMs)).filter(({ connection }) => connection.tenantId === tenantId);

  it('come with every claim, and are told once', async () => {
    const { hub, at } = await aHub();
    expect(hub.trouble).toBeNull();
    await troubles.report(at, AWAY);
    const known = await troubleOf(hub.tenantId);
    expect(known).toEqual({ ...AWAY, since: expect.any(Date) });
    await troubles.report(at, { ...AWAY, detail: 'Again.' });
    expect(await troubleOf(hub.tenantId)).toEqual(known);
    const device = { tenantId: hub.tenantId, deviceId: 'pump-7' };
    await store.tell(device);
    expect((await claim(device)).hub?.trouble).toEqual(known);
  });

  it('are none of a connection that was changed since', async () => {
    const { hub, at } = await aHub();
    await troubles.report({ ...at, revision: 0 }, AWAY);
    expect(await troubleOf(hub.tenantId)).toBeNull();
    await troubles.report(at, AWAY);
    await troubles.end({ ...at, revision: 0 });
    expect(await troubleOf(hub.tenantId)).not.toBeNull();
  });

  it('are tried by one at a time, every so often, and not while the hub is paused', async () => {
    const { hub, at } = await aHub();
    expect(await due(0, hub.tenantId)).toEqual([]);
    await troubles.report(at, AWAY);
    expect(await due(60_000, hub.tenantId)).toEqual([]);
    expect(await due(0, hub.tenantId)).toMatchObject([{ kind: 'hub', connection: { id: hub.id }, trouble: AWAY }]);
    expect(await due(60_000, hub.tenantId)).toEqual([]);
    await store.sql('UPDATE integration SET paused = true WHERE id = $1', [hub.id]);
    expect(await due(0, hub.tenantId)).toEqual([]);
  });

  it('wake, at their end, whoever waited for it and nobody else', async () => {
    const { hub, at } = await aHub();
    const [waiting, refused, other] = [await aWaiting(hub.tenantId, 'hub-is-away'), await aWaiting(hub.tenantId, 'hub-refuses-credentials'), await aWaiting(hub.tenantId, 'not-reported-yet')];
    const neighbour = await aWaiting((await aHub()).hub.tenantId, 'hub-is-away');
    await troubles.report(at, AWAY);
    expect(await isDue(waiting)).toBe(false);
    await troubles.end(at);
    expect([await isDue(waiting), await isDue(refused), await isDue(other), await isDue(neighbour)]).toEqual([true, true, false, false]);
    expect(await troubleOf(hub.tenantId)).toBeNull();
  });

  it('have whoever waits look again when they turn into another', async () => {
    const { hub, at } = await aHub();
    const waiting = await aWaiting(hub.tenantId, 'hub-is-away');
    await troubles.report(at, AWAY);
    await troubles.report(at, REFUSED);
    expect([await isDue(waiting), (await troubleOf(hub.tenantId))?.reason]).toEqual([true, 'hub-refuses-credentials']);
  });

  it('are tried less often when they come back as soon as they are over', async () => {
    const { hub, at } = await aHub();
    await troubles.report(at, AWAY);
    await due(0, hub.tenantId);
    await troubles.end(at);
    await troubles.report(at, AWAY);
    expect(await due(0, hub.tenantId)).toEqual([]);
    const [row] = await store.sql<{ ms: number }>('SELECT (extract(epoch FROM probed_at - now()) * 1000)::float8 AS ms FROM integration WHERE id = $1', [hub.id]);
    expect(row!.ms).toBeGreaterThan(15_000);
    expect(row!.ms).toBeLessThanOrEqual(20_000);
  });

  it('of a fleet are the same', async () => {
    const tenantId = `t-${randomUUID().slice(0, 8)}`;
    const { revision } = await store.connections.putFleet(tenantId, 'https://fleet.example', new Secret('token'));
    const at = { kind: 'fleet', tenantId, revision } as const;
    const waiting = await aWaiting(tenantId, 'fleet-refuses-credentials');
    await troubles.report(at, { reason: 'fleet-refuses-credentials', detail: 'No.' });
    expect(await due(0, tenantId)).toMatchObject([{ kind: 'fleet', connection: { url: 'https://fleet.example' }, trouble: { reason: 'fleet-refuses-credentials' } }]);
    await troubles.end(at);
    expect([await isDue(waiting), (await store.connections.findFleet(tenantId))!.trouble]).toEqual([true, null]);
  });

  it('are gone with the credentials that they were about', async () => {
    const { hub, at } = await aHub();
    await troubles.report(at, REFUSED);
    const integrations = new PostgresIntegrations(store.database, new Sealing([key]));
    const changed = await integrations.changeCredentials({ tenantId: hub.tenantId, id: hub.id, revision: null }, hub);
    expect(changed.trouble).toBeNull();
  });
});
