// Real: PostgreSQL. Every secret that we are given is looked for in every column of every table.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { aPresentRecord } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';

const TENANT = 'default';
const CANARIES = {
  policyKey: 'canary+policy/key/0123456789abcdef==',
  clientSecret: 'canary~client.secret',
  fleetToken: 'canary.fleet.token',
  webhookSecret: 'canary-webhook-secret',
  adoptedKey: 'canary+adopted+key/0123456789abcde==',
};
/** What may be read: when the search does not find these, it finds nothing. */
const IN_PLAIN_SIGHT = ['hub.azure-devices.net', 'https://fleet.example', 'policy-name', 'the-etag-of-it'];

/** The forms in which a text may hide in a value. */
const formsOf = (text: string): Buffer[] => {
  const bytes = Buffer.from(text);
  return [bytes, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64').replace(/=+$/, '')), Buffer.from(encodeURIComponent(text)), Buffer.from(text, 'base64')].filter(({ length }) => length > 8);
};

describe('what is stored', () => {
  let postgres: TestPostgres;
  let store: Store;
  let token: Secret;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database());
    token = await fill(store);
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('is found by the search where it may be read', async () => {
    for (const text of IN_PLAIN_SIGHT) expect(await placesOf(text)).not.toEqual([]);
  });

  it.each(Object.entries(CANARIES))('holds no %s that could be read, in any form', async (_, canary) => {
    expect(await placesOf(canary)).toEqual([]);
  });

  it('holds no token, and no key that we make for a device', async () => {
    const { primary, secondary } = await store.keyring.keysOf({ tenantId: TENANT, deviceId: 'pump-7' }, 1);
    for (const secret of [token, primary, secondary]) expect(await placesOf(secret.reveal())).toEqual([]);
  });

  it('holds every secret that it should, sealed', async () => {
    const [row] = await store.sql<{ sealed: number }>(`
      SELECT (SELECT count(sealed_secret) FROM integration) + (SELECT count(sealed_token) FROM fleet_connection)
           + (SELECT count(sealed_secret) FROM event_source) + (SELECT count(adopted_key) FROM device) + (SELECT count(device_key_seed) FROM tenant) AS sealed`);
    expect(Number(row!.sealed)).toBe(2 + 1 + 1 + 1 + 2);
  });

  /** Every table and column whose values hold the text in one of its forms. */
  async function placesOf(text: string): Promise<string[]> {
    const tables = await store.sql<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`);
    const found = new Set<string>();
    for (const { name } of tables) {
      for (const row of await store.sql<Record<string, unknown>>(`SELECT * FROM "${name}"`)) {
        for (const [column, value] of Object.entries(row)) {
          const bytes = Buffer.isBuffer(value) ? value : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value) ?? '');
          if (formsOf(text).some((form) => bytes.includes(form))) found.add(`${name}.${column}`);
        }
      }
    }
    return [...found];
  }
});

/** Gives the store every kind of secret, by every way that one comes in. Answers with a token that it issued. */
async function fill({ connections, devices, tokens, tell }: Store): Promise<Secret> {
  const key = { tenantId: TENANT, deviceId: 'pump-7' };
  await connections.addHub(TENANT, 'hub.azure-devices.net', { kind: 'shared-access-policy', policyName: 'policy-name', key: new Secret(CANARIES.policyKey) });
  const credential = { kind: 'client-secret', tenantId: 'entra', clientId: 'client', clientSecret: new Secret(CANARIES.clientSecret) } as const;
  await connections.addHub('other', 'other.azure-devices.net', { kind: 'entra-id', credential });
  await connections.putFleet(TENANT, 'https://fleet.example', new Secret(CANARIES.fleetToken));
  await connections.addEventSource(TENANT, 'mender', new Secret(CANARIES.webhookSecret));

  await tell(key);
  const claim = await devices.claim(key);
  if (typeof claim === 'string') throw new Error(claim);
  const began = { kind: 'began', step: 'adopt-identity', reason: 'already-on-hub', detail: null } as const;
  await devices.began(claim, [began], { step: 'adopt-identity', keyNumber: 1, deploymentBefore: null, recordIsBehind: false });
  const hub = aPresentRecord({ etag: 'the-etag-of-it', keys: { adopted: new Secret(CANARIES.adoptedKey) } });
  await devices.settle(claim, { record: { ...claim.record, hub }, story: [began], outcome: { kind: 'dead', reason: 'hub-refuses-device', detail: 'x' } });
  return (await tokens.issue(TENANT, 'a token', 'admin')).token;
}
