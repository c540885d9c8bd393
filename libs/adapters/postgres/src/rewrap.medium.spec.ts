// Real: PostgreSQL. A store stands for a process: those on one address with other keys are one installation whose keys are being rotated.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, type DeviceKey } from '#core';
import { aPresentRecord } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store, type StoreSettings } from '../../../../test/support/store.js';
import { bytes, receiverSecretPlace } from './connection-rows.js';
import { Database, type Statement } from './database.js';
import { PostgresEventSources } from './postgres-event-sources.js';
import { PostgresIntegrations } from './postgres-integrations.js';
import { PostgresKeptAnswers } from './postgres-kept-answers.js';
import { PostgresSealedSecrets } from './postgres-sealed-secrets.js';
import { SEALED_COLUMNS } from './sealed-columns.js';

const TENANT = 'default';
const [K1, K2] = [aMasterKey('k1'), aMasterKey('k2')];
const REQUEST = { tenantId: TENANT, actor: 'token:alice', key: 'a-key' };
const PUMP = { tenantId: TENANT, deviceId: 'pump-7' };

let postgres: TestPostgres;
let url: string;
const stores: Store[] = [];

const processWith = (...keys: NonNullable<StoreSettings['keys']>): Store => {
  const store = openStore(url, { keys });
  stores.push(store);
  return store;
};
const secretsOf = ({ database, sealing }: Store): PostgresSealedSecrets => new PostgresSealedSecrets(database, sealing);

beforeAll(async () => {
  postgres = await startPostgres();
}, 240_000);
beforeEach(async () => {
  url = await postgres.database();
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await postgres.stop();
}, 240_000);

/** A device that was adopted with a key of its own: one record for each. */
async function adopt({ tell, devices }: Store, key: DeviceKey, secret: string): Promise<void> {
  await tell(key);
  const claim = await devices.claim(key);
  if (typeof claim === 'string') throw new Error(claim);
  const hub = aPresentRecord({ keys: { adopted: new Secret(secret) } });
  await devices.settle(claim, { record: { ...claim.record, hub }, story: [], outcome: { kind: 'in-sync', reason: 'as-wanted' } });
}

/** One of every kind of secret. Answers with the id of the event source. */
async function fill(store: Store): Promise<string> {
  const { connections, database, sealing } = store;
  await connections.addHub(TENANT, 'hub.azure-devices.net', { kind: 'shared-access-policy', policyName: 'policy', key: new Secret('policy-key') });
  await connections.putFleet(TENANT, 'https://fleet.example', new Secret('fleet-token'));
  const { id } = await connections.addEventSource(TENANT, 'mender', new Secret('first-secret'));
  await new PostgresEventSources(database, sealing).rotate(TENANT, id, new Secret('second-secret'), 3_600_000);
  const receiver = randomUUID();
  const sealedSecret = bytes(sealing.seal(new Secret('ab'), receiverSecretPlace(TENANT, receiver)));
  await database.prisma.receiver.create({ data: { id: receiver, tenantId: TENANT, url: 'https://receiver.example', description: '', sealedSecret } });
  await adopt(store, PUMP, 'adopted-key');
  const answers = new PostgresKeptAnswers(database, sealing);
  await answers.begin(REQUEST, Buffer.from('f'));
  await answers.keep(REQUEST, { status: 200, headers: {}, body: 'kept' });
  return id;
}

/** All of them, as a process opens them. */
async function openAll({ connections, devices, seeds, database, sealing, sql }: Store, sourceId: string): Promise<unknown[]> {
  await sql(`UPDATE device SET wake_at = now(), lease_until = NULL`);
  const claim = await devices.claim(PUMP);
  if (typeof claim === 'string') throw new Error(claim);
  const answer = await new PostgresKeptAnswers(database, sealing).begin(REQUEST, Buffer.from('f'));
  const { credentials } = (await connections.findHub(TENANT))!;
  const hub = claim.record.hub;
  return [
    (await seeds.of(TENANT)).reveal().export({ format: 'jwk' }).k,
    credentials.kind === 'shared-access-policy' && credentials.key.reveal(),
    (await connections.findFleet(TENANT))!.token.reveal(),
    (await connections.findEventSource(sourceId))!.secrets.map((secret) => secret.reveal()),
    hub.kind === 'present' && hub.keys !== 'derived' && hub.keys.adopted?.reveal(),
    answer.kind === 'answered' && answer.answer.body,
  ];
}

const usesOf = async (store: Store, keyId: string): Promise<number> =>
  (await secretsOf(store).uses()).uses.filter((use) => use.keyId === keyId).reduce((sum, { records }) => sum + records, 0);

describe('rewrapping', () => {
  it('leaves no secret under the old key, and every one of them as it was', async () => {
    const before = processWith(K1);
    const source = await fill(before);
    const opened = await openAll(before, source);
    const rotated = processWith(K2, K1);

    expect((await secretsOf(rotated).uses()).uses.map(({ place, keyId, records }) => [place, keyId, records])).toEqual(
      SEALED_COLUMNS.map(({ table, column }) => [`${table}.${column}`, 'k1', 1]),
    );
    const told: number[] = [];
    expect(await secretsOf(rotated).rewrap((done) => told.push(done))).toEqual({ records: SEALED_COLUMNS.length, troubles: [] });
    expect(told.at(-1)).toBe(SEALED_COLUMNS.length);
    expect(await usesOf(rotated, 'k1')).toBe(0);
    expect(await openAll(processWith(K2), source)).toEqual(opened);
    expect(await secretsOf(rotated).rewrap()).toEqual({ records: 0, troubles: [] });
  });

  it('goes on where it was when it was stopped in the middle', async () => {
    await plantAdopted(processWith(K1), 1_200);
    const first = processWith(K2, K1);
    const cut = (done: number): void => {
      if (done > 500) throw new Error('The power was cut.');
    };
    await expect(secretsOf(first).rewrap(cut)).rejects.toThrow('The power was cut.');
    const half = await usesOf(first, 'k1');
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(1_201);
    expect(await secretsOf(processWith(K2, K1)).rewrap()).toEqual({ records: half, troubles: [] });
    expect(await usesOf(first, 'k1')).toBe(0);
  });

  it('may run twice at the same time', async () => {
    await plantAdopted(processWith(K1), 1_200);
    const [one, other] = [processWith(K2, K1), processWith(K2, K1)];
    const ends = await Promise.all([secretsOf(one).rewrap(), secretsOf(other).rewrap()]);
    expect(ends.reduce((sum, { records }) => sum + records, 0)).toBe(1_201);
    expect(await usesOf(one, 'k1')).toBe(0);
  });

  it('never puts an old secret in the place of one that was changed meanwhile', async () => {
    const before = processWith(K1);
    await fill(before);
    const { id } = (await before.connections.findHub(TENANT))!;
    /** Puts in another policy key just after the old one was read. */
    class Overtaken extends Database {
      override async run<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
        if (statement.name === 'rewrap-replace-integration-sealed_secret') {
          const credentials = { kind: 'shared-access-policy', policyName: 'policy', key: new Secret('newer-key') } as const;
          await new PostgresIntegrations(before.database, before.sealing).changeCredentials({ tenantId: TENANT, id, revision: null }, { hostName: 'hub.azure-devices.net', credentials });
        }
        return super.run<Row>(statement, values);
      }
    }
    const rotated = processWith(K2, K1);
    const overtaken = new Overtaken({ url, connections: 2 });
    await new PostgresSealedSecrets(overtaken, rotated.sealing).rewrap();
    await overtaken.close();
    expect((await rotated.connections.findHub(TENANT))!.credentials).toMatchObject({ key: new Secret('newer-key') });
  });

  it('waits for nobody who holds a row, and has a device looked at whose ring it may have swallowed', async () => {
    const before = processWith(K1);
    await adopt(before, PUMP, 'adopted-key');
    const rotated = processWith(K2, K1);
    await before.database.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM device FOR UPDATE`;
      await secretsOf(rotated).rewrap();
    });
    expect(await usesOf(rotated, 'k1')).toBe(1);

    await before.tell(PUMP);
    expect((await secretsOf(rotated).rewrap()).records).toBe(1);
    const [row] = await rotated.sql<{ due: boolean }>('SELECT wake_at <= now() AS due FROM device');
    expect(row!.due).toBe(true);
  });

  it('names what it cannot open, and does the rest', async () => {
    await adopt(processWith(aMasterKey('lost')), { ...PUMP, deviceId: 'pump-8' }, 'other');
    const before = processWith(K1);
    const source = await fill(before);
    await before.sql(`UPDATE fleet_connection SET sealed_token = set_byte(sealed_token, 30, get_byte(sealed_token, 30) # 1)`);
    const rotated = processWith(K2, K1);
    const { records, troubles } = await secretsOf(rotated).rewrap();
    expect(records).toBe(SEALED_COLUMNS.length - 1);
    expect(troubles).toEqual([
      expect.stringMatching(/fleet_connection\.sealed_token of default .* does not open/),
      expect.stringMatching(/device\.adopted_key of pump-8 .* the key "lost", which LOCKSTEP_MASTER_KEYS does not hold/),
    ]);
    expect((await rotated.connections.findEventSource(source))!.secrets).toHaveLength(2);
  });
});

describe('a rotation of the key, one process after the other', () => {
  it('refuses nothing: the new key is known everywhere before it seals', async () => {
    const phases: NonNullable<StoreSettings['keys']>[][] = [
      [[K1], [K1]],
      [[K1], [K1, K2]],
      [[K1, K2], [K1, K2]],
      [[K1, K2], [K2, K1]],
      [[K2, K1], [K2, K1]],
      [[K2, K1], [K2]],
      [[K2], [K2]],
    ];
    const source = await fill(processWith(K1));
    for (const [phase, [one, other]] of phases.entries()) {
      const processes = [processWith(...one!), processWith(...other!)];
      const rewrap = phase === 4 ? secretsOf(processes[0]!).rewrap() : null;
      for (let round = 0; round < 8; round++) {
        const [writer, reader] = round % 2 === 0 ? processes : [...processes].reverse();
        await new PostgresEventSources(writer!.database, writer!.sealing).rotate(TENANT, source, new Secret(`secret-${phase}-${round}`), 3_600_000);
        await writer!.connections.putFleet(TENANT, 'https://fleet.example', new Secret(`token-${phase}-${round}`));
        expect((await reader!.connections.findFleet(TENANT))!.token.reveal()).toBe(`token-${phase}-${round}`);
        expect(await openAll(reader!, source)).not.toContain(false);
        await reader!.sql(`UPDATE device SET lease_until = NULL`);
      }
      // A device whose adopted key an older process sealed after the rewrap is found by the next one.
      await rewrap;
      if (phase === 4) expect(await secretsOf(processes[1]!).rewrap()).toMatchObject({ troubles: [] });
      if (phase >= 4) expect(await usesOf(processes[0]!, 'k1')).toBe(0);
    }
  }, 120_000);
});

/** Devices in bulk, each with an adopted key under the first key of the process. */
async function plantAdopted(store: Store, count: number): Promise<void> {
  await store.seeds.ensure(TENANT);
  const ids = Array.from({ length: count }, (_, n) => `pump-${n}`);
  const sealed = ids.map((row) => store.sealing.seal(new Secret(`key of ${row}`), { tenantId: TENANT, table: 'device', column: 'adopted_key', row }));
  await store.sql(
    `INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, key_number, key_source, adopted_key)
     SELECT $1, id, 'accepted', now(), 'e', 1, 1, 'present', 1, 'adopted', sealed FROM unnest($2::text[], $3::bytea[]) AS d(id, sealed)`,
    [TENANT, ids, sealed],
  );
}
