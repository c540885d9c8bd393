// Real: PostgreSQL, and passes that are at work while the hub of their tenant is replaced.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IntegrationStale, LeaseLost, Secret, foldEvent, type Claim, type DeviceKey, type HubCredentials, type SeenIntegration } from '#core';
import { aPresentRecord, anOrigin, anEvent } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { PostgresIntegrations } from './postgres-integrations.js';
import { Sealing } from './sealing.js';

const OLD = 'old.azure-devices.net';
const NEW = 'new.azure-devices.net';
const CREDENTIALS: HubCredentials = { kind: 'shared-access-policy', policyName: 'lockstep', key: new Secret('cG9saWN5LWtleQ==') };
/** A secret hides from every comparison, so it is compared by itself. */
const secretsIn = (value: unknown): string[] =>
  value instanceof Secret ? [String(value.reveal())] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(secretsIn) : [];

const TARGET = { hostName: NEW, credentials: CREDENTIALS };

describe('an integration in PostgreSQL', () => {
  const masterKey = aMasterKey();
  let postgres: TestPostgres;
  let url: string;
  let store: Store;
  let integrations: PostgresIntegrations;

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.database();
    store = openStore(url, { key: masterKey });
    integrations = new PostgresIntegrations(store.database, new Sealing([masterKey]));
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  async function connected(): Promise<SeenIntegration> {
    const tenantId = `t-${randomUUID()}`;
    const { id } = await store.connections.addHub(tenantId, OLD, CREDENTIALS);
    return { tenantId, id, revision: 1 };
  }

  async function told({ tenantId }: SeenIntegration, deviceId: string): Promise<DeviceKey> {
    const event = anEvent({ id: randomUUID(), deviceId });
    await store.inbox.accept(anOrigin({ tenantId }), event, Buffer.from('{}'), (before) => foldEvent(before, event));
    return { tenantId, deviceId };
  }

  async function claim(key: DeviceKey): Promise<Claim> {
    const answer = await store.devices.claim(key);
    if (typeof answer === 'string') throw new Error(`The claim was answered with ${answer}.`);
    return answer;
  }

  /** Waits until the lease of a lost pass is over, and claims. */
  const claimNext = (key: DeviceKey): Promise<Claim> =>
    waitFor('the lease to be over', async () => {
      await store.sql(`UPDATE device SET lease_until = now() - interval '1 s' WHERE tenant_id = $1 AND device_id = $2`, [key.tenantId, key.deviceId]);
      return claim(key);
    });

  const present = (held: Claim) => ({ record: { ...held.record, hub: aPresentRecord() }, story: [], outcome: { kind: 'in-sync', reason: 'as-wanted' } as const });

  it('lets no pass that began before a move write down what it found in the old hub', async () => {
    const seen = await connected();
    const key = await told(seen, 'pump-1');
    const held = await claim(key);
    expect(held.hub?.hostName).toBe(OLD);
    await integrations.move(seen, TARGET);

    await expect(store.devices.settle(held, present(held))).rejects.toThrow(LeaseLost);
    await expect(store.devices.began(held, [], { step: 'set-status', keyNumber: null, deploymentBefore: null, recordIsBehind: false })).rejects.toThrow(LeaseLost);
    expect(await store.devices.renew(held)).toBe(false);
    // Its last step may still be under way, so the next pass waits for the end of the lease.
    expect(await store.devices.claim(key)).toBe('leased');
    const next = await claimNext(key);
    expect([next.hub?.hostName, next.hub?.paused, next.record.hub]).toEqual([NEW, false, { kind: 'unseen' }]);
  });

  it('knows nothing of what the other hub was bought as after a move', async () => {
    const seen = await connected();
    const described = await integrations.describe(seen, { sku: 'S2', units: 3 });
    expect([described.edition, described.revision]).toEqual([{ sku: 'S2', units: 3 }, 2]);
    expect((await store.connections.findHub(seen.tenantId))?.edition).toEqual({ sku: 'S2', units: 3 });
    const moved = await integrations.move({ ...seen, revision: 2 }, TARGET);
    expect([moved.edition, (await store.connections.findHub(seen.tenantId))?.edition]).toEqual([null, null]);
  });

  it('lets a pass that begins during a move leave the hub alone', async () => {
    const seen = await connected();
    const first = await told(seen, 'pump-1');
    const lock = new pg.Client({ connectionString: url });
    await lock.connect();
    try {
      await lock.query('BEGIN');
      await lock.query('SELECT 1 FROM device WHERE tenant_id = $1 FOR UPDATE', [seen.tenantId]);
      const move = integrations.move(seen, TARGET);
      await waitFor('the move to be under way', async () => (await integrations.find(seen.tenantId, seen.id)).paused);

      // Stored after the move looked at the devices, so nothing but the pause keeps it from the old hub.
      const during = await claim(await told(seen, 'pump-2'));
      expect(during.hub).toMatchObject({ hostName: OLD, paused: true });
      await store.devices.settle(during, { record: during.record, story: [], outcome: { kind: 'wait', reason: 'hub-paused', afterMs: 900_000 } });
      await lock.query('COMMIT');
      expect(await move).toMatchObject({ hostName: NEW, paused: false });
    } finally {
      await lock.end();
    }
    for (const key of [first, { ...first, deviceId: 'pump-2' }]) {
      const after = await claim(key);
      expect([after.hub?.hostName, after.hub?.paused, after.record.hub]).toEqual([NEW, false, { kind: 'unseen' }]);
    }
    const [woken] = await store.sql<{ due: boolean }>(`SELECT count(*) = 2 AS due FROM device WHERE tenant_id = $1 AND generation >= 2`, [seen.tenantId]);
    expect(woken!.due).toBe(true);
  });

  it('goes on with the old hub when somebody changed it during the move', async () => {
    const seen = await connected();
    await told(seen, 'pump-1');
    const lock = new pg.Client({ connectionString: url });
    await lock.connect();
    try {
      await lock.query('BEGIN');
      await lock.query('SELECT 1 FROM device WHERE tenant_id = $1 FOR UPDATE', [seen.tenantId]);
      const move = integrations.move(seen, TARGET).catch((error: unknown) => error);
      await waitFor('the move to be under way', async () => (await integrations.find(seen.tenantId, seen.id)).paused);
      await integrations.describe({ ...seen, revision: null }, { name: 'Renamed' });
      await lock.query('COMMIT');
      expect(await move).toBeInstanceOf(IntegrationStale);
    } finally {
      await lock.end();
    }
    expect(await integrations.find(seen.tenantId, seen.id)).toMatchObject({ hostName: OLD, name: 'Renamed', paused: false });
    const [row] = await store.sql<{ fence: string }>('SELECT fence FROM device WHERE tenant_id = $1', [seen.tenantId]);
    expect(row!.fence).toBe('0');
  });

  it('stays paused over a move when it was paused before', async () => {
    const seen = await connected();
    await integrations.pause({ ...seen, revision: null }, true);
    expect(await integrations.move({ ...seen, revision: null }, TARGET)).toMatchObject({ hostName: NEW, paused: true });
  });

  it('forgets more devices than go in one batch', async () => {
    const seen = await connected();
    const { tenantId } = seen;
    await store.sql(
      `INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, hub_etag)
       SELECT $1, 'device-' || i, 'accepted', now(), '1', 1, 1, 'present', 'MQ==' FROM generate_series(1, 20001) i`,
      [tenantId],
    );
    await integrations.move(seen, TARGET);
    const [left] = await store.sql<{ left: string }>(`SELECT count(*) AS left FROM device WHERE tenant_id = $1 AND (hub_kind <> 'unseen' OR fence <> 1 OR wake_at IS NULL)`, [tenantId]);
    expect(left!.left).toBe('0');
  }, 240_000);

  it.each<HubCredentials>([
    CREDENTIALS,
    { kind: 'entra-id', credential: { kind: 'client-secret', tenantId: 'tenant', clientId: 'client', clientSecret: new Secret('client-secret') } },
    { kind: 'entra-id', credential: { kind: 'certificate', tenantId: 'tenant', clientId: 'client', certificate: new Secret('PEM') } },
    { kind: 'entra-id', credential: { kind: 'workload-identity', clientId: 'client' } },
    { kind: 'entra-id', credential: { kind: 'managed-identity', clientId: null } },
  ])('opens to the credentials that were put in: %#', async (credentials) => {
    const seen = await connected();
    await integrations.changeCredentials(seen, { hostName: OLD, credentials });
    const opened = (await store.connections.findHub(seen.tenantId))!.credentials;
    expect(opened).toEqual(credentials);
    expect(secretsIn(opened)).toEqual(secretsIn(credentials));
  });
});
