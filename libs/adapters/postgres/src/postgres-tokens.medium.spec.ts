// Real: PostgreSQL.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role, Secret } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';

describe('the tokens in PostgreSQL', () => {
  let postgres: TestPostgres;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database());
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  const hashOf = (token: Secret): Buffer => createHash('sha256').update(token.reveal()).digest();

  it.each(Role.options)('stand for a %s in a tenant', async (role) => {
    const token = await store.tokens.issue('acme', `the ${role}`, role);
    expect(await store.tokens.actorOf(token)).toEqual({ tenantId: 'acme', name: `the ${role}`, role });
  });

  it('hold 256 bits that nobody guesses, and two are never the same', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => store.tokens.issue('acme', 'same name', 'viewer')));
    expect(new Set(tokens.map((token) => token.reveal())).size).toBe(20);
    for (const token of tokens) expect(token.reveal()).toMatch(/^lst_[A-Za-z0-9_-]{43}$/);
  });

  it('are kept as a hash and nothing else', async () => {
    const token = await store.tokens.issue('acme', 'hashed', 'admin');
    const [row] = await store.sql<{ hash: Buffer; everything: string }>(`SELECT hash, t::text AS everything FROM access_token t WHERE name = 'hashed'`);
    expect(row!.hash).toEqual(hashOf(token));
    expect(row!.everything).not.toContain(token.reveal().slice(4));
  });

  it('stand for nobody once they have expired', async () => {
    const token = await store.tokens.issue('acme', 'for a while', 'viewer');
    await store.sql(`UPDATE access_token SET expires_at = now() + interval '1 hour' WHERE hash = $1`, [hashOf(token)]);
    expect(await store.tokens.actorOf(token)).not.toBeNull();
    await store.sql(`UPDATE access_token SET expires_at = now() - interval '1 second' WHERE hash = $1`, [hashOf(token)]);
    expect(await store.tokens.actorOf(token)).toBeNull();
  });

  it.each(['', 'lst_', 'lst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', "' OR true --", 'a\0b'])('that we never issued stand for nobody: %j', async (text) => {
    expect(await store.tokens.actorOf(new Secret(text))).toBeNull();
  });

  it('are not found by their hash', async () => {
    const token = await store.tokens.issue('acme', 'x', 'admin');
    expect(await store.tokens.actorOf(new Secret(hashOf(token).toString('hex')))).toBeNull();
  });
});
