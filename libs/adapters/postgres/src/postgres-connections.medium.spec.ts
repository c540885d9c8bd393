// Real: PostgreSQL, and two processes' worth of connections to it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { HubAlreadyConnected, Secret, type HubConnection, type HubCredentials, type Reason } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';

const POLICY: HubCredentials = { kind: 'shared-access-policy', policyName: 'lockstep', key: new Secret('cG9saWN5LWtleQ==') };

/** Connections with their secrets open, to compare. A secret turns itself into text before anybody is asked, so it is taken from its holder. */
const inTheClear = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, function (this: Record<string, unknown>, name, at: unknown) {
      const held = this[name];
      return held instanceof Secret ? { open: held.reveal() } : at;
    }),
  );

describe('the connections in PostgreSQL', () => {
  const key = aMasterKey();
  let postgres: TestPostgres;
  let [here, there]: Store[] = [];
  let tenantId: string;

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.database();
    [here, there] = [openStore(url, { key }), openStore(url, { key })];
  }, 240_000);
  beforeEach(() => {
    tenantId = `tenant-${randomUUID()}`;
  });
  afterAll(async () => {
    await Promise.all([here!.close(), there!.close()]);
    await postgres.stop();
  });

  it.each<[string, HubCredentials]>([
    ['a shared access policy', POLICY],
    ['both keys of a shared access policy', { kind: 'shared-access-policy', policyName: 'policy', key: new Secret('Zmlyc3Q='), secondKey: new Secret('c2Vjb25k') }],
    ['a client secret', { kind: 'entra-id', credential: { kind: 'client-secret', tenantId: 'entra-tenant', clientId: 'client', clientSecret: new Secret('sëcret') } }],
    ['a workload identity', { kind: 'entra-id', credential: { kind: 'workload-identity', clientId: 'client' } }],
    ['a managed identity', { kind: 'entra-id', credential: { kind: 'managed-identity', clientId: null } }],
  ])('keep a hub with %s, and come with the claim of a device', async (_, credentials) => {
    const edition = { sku: 'S2', units: 3 } as const;
    const added = await here!.connections.addHub(tenantId, 'hub.azure-devices.net', credentials, { edition });
    expect(inTheClear(added)).toEqual({ id: added.id, tenantId, hostName: 'hub.azure-devices.net', credentials: inTheClear(credentials), edition, paused: false, trouble: null, revision: 1 });
    expect(inTheClear(await there!.connections.findHub(tenantId))).toEqual(inTheClear(added));

    const device = { tenantId, deviceId: 'pump-7' };
    await here!.tell(device);
    const claim = await there!.devices.claim(device);
    expect(inTheClear((claim as { hub: HubConnection }).hub)).toEqual(inTheClear(added));
  });

  it('keep one hub a tenant, also of ten that two processes add at once', async () => {
    const adds = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? here! : there!).connections.addHub(tenantId, `hub-${n}.azure-devices.net`, POLICY));
    const answers = await Promise.allSettled(adds);
    const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refused).toHaveLength(9);
    expect(refused.every((reason) => reason instanceof HubAlreadyConnected)).toBe(true);
    expect(await here!.sql('SELECT 1 FROM integration WHERE tenant_id = $1', [tenantId])).toHaveLength(1);
  });

  it('know no hub and no fleet of a tenant that has none, whatever others have', async () => {
    await here!.connections.addHub(tenantId, 'hub.azure-devices.net', POLICY);
    await here!.connections.putFleet(tenantId, 'https://fleet.example', new Secret('token'));
    expect(await here!.connections.findHub('nobody')).toBeNull();
    expect(await here!.connections.findFleet('nobody')).toBeNull();
  });

  it('replace a fleet by the next, whose revision is higher', async () => {
    const first = await here!.connections.putFleet(tenantId, 'https://one.example', new Secret('one'));
    const second = await there!.connections.putFleet(tenantId, 'https://two.example', new Secret('two'));
    expect(second.revision).toBe(first.revision + 1);
    expect(inTheClear(await here!.connections.findFleet(tenantId))).toEqual({ tenantId, url: 'https://two.example', trouble: null, revision: second.revision, token: { open: 'two' } });
  });

  describe('wake', () => {
    const MINUTES_15 = 15 * 60_000;

    /** A device whose pass ended by waiting so. */
    async function waiting(deviceId: string, reason: Reason, inTenant = tenantId): Promise<void> {
      const device = { tenantId: inTenant, deviceId };
      await here!.tell(device);
      const claim = await here!.devices.claim(device);
      if (typeof claim === 'string') throw new Error(claim);
      await here!.devices.settle(claim, { record: claim.record, story: [], outcome: { kind: 'wait', reason, afterMs: MINUTES_15 } });
    }

    const due = async (): Promise<string[]> =>
      (await here!.devices.takeDue(100, MINUTES_15)).filter((device) => device.tenantId === tenantId).map(({ deviceId }) => deviceId).sort();

    it('the devices that waited for a hub, and no others', async () => {
      await waiting('no-hub', 'no-hub-connection');
      await waiting('refused', 'hub-refuses-credentials');
      await waiting('busy', 'hub-is-busy');
      await waiting('no-fleet', 'no-fleet-connection');
      await waiting('elsewhere', 'no-hub-connection', `other-${tenantId}`);
      await here!.connections.addHub(tenantId, 'hub.azure-devices.net', POLICY);
      expect(await due()).toEqual(['no-hub', 'refused']);
    });

    it('the devices that waited for a fleet, and no others', async () => {
      await waiting('no-fleet', 'no-fleet-connection');
      await waiting('refused', 'fleet-refuses-credentials');
      await waiting('no-hub', 'no-hub-connection');
      await here!.connections.putFleet(tenantId, 'https://fleet.example', new Secret('token'));
      expect(await due()).toEqual(['no-fleet', 'refused']);
    });

    it('a device whose pass looked before the hub was there, and settles after: it does not wait for a quarter of an hour', async () => {
      const device = { tenantId, deviceId: 'just-at-work' };
      await here!.tell(device);
      const claim = await here!.devices.claim(device);
      if (typeof claim === 'string') throw new Error(claim);
      expect(claim.hub).toBeNull();
      await there!.connections.addHub(tenantId, 'hub.azure-devices.net', POLICY);
      const outcome = { kind: 'wait', reason: 'no-hub-connection', afterMs: MINUTES_15 } as const;
      expect(await here!.devices.settle(claim, { record: claim.record, story: [], outcome })).toBe('newer-event');
      expect(await due()).toEqual(['just-at-work']);
      expect(await here!.devices.claim(device)).toMatchObject({ hub: { hostName: 'hub.azure-devices.net' } });
    });

    it('devices while events come in for them, and neither waits for the other for ever', async () => {
      const ids = Array.from({ length: 300 }, (_, n) => `device-${String(n).padStart(3, '0')}`);
      await Promise.all(ids.map((deviceId) => here!.tell({ tenantId, deviceId })));
      const events = [...ids].reverse().flatMap((deviceId) => [here!, there!].map((store) => store.tell({ tenantId, deviceId }, { id: randomUUID() })));
      const wakes = Array.from({ length: 4 }, (_, n) => there!.connections.putFleet(tenantId, `https://fleet-${n}.example`, new Secret('token')));
      await Promise.all([...events, ...wakes]);
      expect(await here!.sql('SELECT 1 FROM inbox WHERE tenant_id = $1', [tenantId])).toHaveLength(ids.length * 3);
    }, 240_000);
  });
});
