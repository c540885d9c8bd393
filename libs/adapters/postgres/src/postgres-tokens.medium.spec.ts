// Real: PostgreSQL.
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotFound, Role, Secret, actorOf, type NewGrant, type RoleInScope, type Scope } from '#core';
import { aCaller } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { openStore, type Store } from '../../../../test/support/store.js';
import { KnownActors } from './known-actors.js';
import { PostgresTokens } from './postgres-tokens.js';

const HOUR_MS = 3_600_000;
const FIRST = { after: null, limit: 100 };

describe('access in PostgreSQL', () => {
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

  const hashOf = (secret: Secret): Buffer => createHash('sha256').update(secret.reveal()).digest();
  const otherProcess = (now?: () => number): PostgresTokens => new PostgresTokens(store.database, store.seeds, new KnownActors(now));
  const issue = async (name: string, role: Role = 'admin', tenantId = 'acme') => (await store.tokens.issue(tenantId, name, role)).token;

  describe('a token', () => {
    it.each(Role.options)('stands for a caller that was granted the role %s', async (role) => {
      const { summary, token } = await store.tokens.issue('acme', `the ${role}`, role, { createdBy: 'bob', scope: { kind: 'group', group: 'plant-1' } });
      const caller = await store.tokens.callerOf(token);
      expect(caller).toEqual({ tenantId: 'acme', kind: 'token', id: summary.id, name: `the ${role}`, claims: [] });
      expect(await store.grants.of(caller!)).toEqual([{ role, scope: { kind: 'group', group: 'plant-1' } }]);
      expect(summary).toMatchObject({ createdBy: 'bob', expiresAt: null, lastUsedAt: null });
    });

    it('shows by one look who it stands for and what was granted to it, now', async () => {
      const { summary, token } = await store.tokens.issue('acme', 'one look', 'viewer');
      const subject = { kind: 'token', id: summary.id } as const;
      const more = await store.grants.add('acme', { subject, role: 'admin', scope: { kind: 'device', deviceId: 'd' } }, 'bob');
      const actor = (await store.tokens.actorOf(token))!;
      const caller = (await store.tokens.callerOf(token))!;
      const sorted = (grants: readonly RoleInScope[]): RoleInScope[] => [...grants].sort((one, other) => (one.role < other.role ? -1 : 1));
      expect({ ...actor, grants: sorted(actor.grants) }).toEqual(actorOf(caller, sorted(await store.grants.of(caller))));
      expect(actor.grants).toHaveLength(2);
      await store.grants.remove('acme', more.id);
      expect((await store.tokens.actorOf(token))!.grants).toEqual([{ role: 'viewer', scope: { kind: 'all' } }]);
      for (const { id } of await store.grants.list('acme', { after: null, limit: 500 })) await store.grants.remove('acme', id);
      expect((await store.tokens.actorOf(token))!.grants).toEqual([]);
      await store.tokens.revoke('acme', summary.id);
      expect(await store.tokens.actorOf(token)).toBeNull();
    });

    it('holds 256 bits that nobody guesses, and two are never the same', async () => {
      const tokens = await Promise.all(Array.from({ length: 20 }, () => issue('same name', 'viewer')));
      expect(new Set(tokens.map((token) => token.reveal())).size).toBe(20);
      for (const token of tokens) expect(token.reveal()).toMatch(/^lst_[A-Za-z0-9_-]{43}$/);
    });

    it('is kept as a hash and nothing else, and is in no list', async () => {
      const token = await issue('hashed');
      const [row] = await store.sql<{ hash: Buffer; everything: string }>(`SELECT hash, t::text AS everything FROM access_token t WHERE name = 'hashed'`);
      expect(row!.hash).toEqual(hashOf(token));
      const listed = JSON.stringify(await store.tokens.list('acme', FIRST));
      expect(row!.everything + listed).not.toContain(token.reveal().slice(4));
      expect(listed).not.toContain(hashOf(token).toString('base64'));
    });

    it('stands for nobody once it has expired', async () => {
      const { token } = await store.tokens.issue('acme', 'for a while', 'viewer', { expiresAt: new Date(Date.now() + HOUR_MS) });
      expect(await store.tokens.callerOf(token)).not.toBeNull();
      expect(await store.tokens.actorOf(token)).not.toBeNull();
      await store.sql(`UPDATE access_token SET expires_at = now() - interval '1 second' WHERE hash = $1`, [hashOf(token)]);
      expect(await store.tokens.callerOf(token)).toBeNull();
      expect(await otherProcess().actorOf(token)).toBeNull();
    });

    it('is not known for longer than it is good', async () => {
      const { token } = await store.tokens.issue('acme', 'for a moment', 'viewer', { expiresAt: new Date(Date.now() + HOUR_MS) });
      await store.sql(`UPDATE access_token SET expires_at = now() + interval '500 ms' WHERE hash = $1`, [hashOf(token)]);
      let now = 0;
      const tokens = otherProcess(() => now);
      expect(await tokens.actorOf(token)).not.toBeNull();
      await store.sql(`UPDATE access_token SET expires_at = now() - interval '1 second' WHERE hash = $1`, [hashOf(token)]);
      now = 500;
      expect(await tokens.actorOf(token)).toBeNull();
    });

    it('counts a second more at most in other processes when it is revoked', async () => {
      const { summary, token } = await store.tokens.issue('acme', 'revoked elsewhere', 'viewer');
      let now = 0;
      const tokens = otherProcess(() => now);
      expect(await tokens.actorOf(token)).not.toBeNull();
      await store.tokens.revoke('acme', summary.id);
      expect(await store.tokens.actorOf(token)).toBeNull();
      now = 1_000;
      expect(await tokens.actorOf(token)).toBeNull();
    });

    it('has its last use written down at most once a minute', async () => {
      const token = await issue('used');
      const lastUse = async () => (await store.sql<{ last_used_at: Date | null }>('SELECT last_used_at FROM access_token WHERE hash = $1', [hashOf(token)]))[0]!.last_used_at;
      expect(await lastUse()).toBeNull();
      await store.tokens.callerOf(token);
      const first = await lastUse();
      expect(first).not.toBeNull();
      await Promise.all([store.tokens.callerOf(token), store.tokens.callerOf(token)]);
      expect(await lastUse()).toEqual(first);
      await store.sql(`UPDATE access_token SET last_used_at = now() - interval '61 seconds' WHERE hash = $1`, [hashOf(token)]);
      await store.tokens.callerOf(token);
      expect((await lastUse())!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
    });

    it('ends with its grants and its sessions when it is revoked, by its own tenant only', async () => {
      const { summary, token } = await store.tokens.issue('acme', 'revoked', 'admin');
      const caller = (await store.tokens.callerOf(token))!;
      const session = await store.sessions.open(caller, HOUR_MS);
      expect(await store.tokens.revoke('other', summary.id)).toBe(false);
      expect(await store.sessions.callerOf(session, HOUR_MS)).toEqual(caller);
      expect(await store.tokens.revoke('acme', summary.id)).toBe(true);
      expect(await store.tokens.revoke('acme', summary.id)).toBe(false);
      expect([await store.tokens.callerOf(token), await store.sessions.callerOf(session, HOUR_MS), await store.grants.of(caller)]).toEqual([null, null, []]);
    });

    it.each(['', 'lst_', 'lst_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', "' OR true --", 'a\0b'])('that we never issued stands for nobody: %j', async (text) => {
      expect(await store.tokens.callerOf(new Secret(text))).toBeNull();
    });

    it('is not found by its hash', async () => {
      const token = await issue('x');
      expect(await store.tokens.callerOf(new Secret(hashOf(token).toString('hex')))).toBeNull();
    });
  });

  describe('a grant', () => {
    const aGrant = (odd: Partial<NewGrant> = {}): NewGrant => ({ subject: { kind: 'user', id: 'user-1' }, role: 'viewer', scope: { kind: 'all' }, ...odd });

    it.each<{ named: string; caller: Parameters<typeof aCaller>[0]; holds: boolean }>([
      { named: 'the claim', caller: { claims: [{ name: 'roles', value: 'Fleet.Admin' }] }, holds: true },
      { named: 'another value of it', caller: { claims: [{ name: 'roles', value: 'fleet.admin' }] }, holds: false },
      { named: 'another claim of the same value', caller: { claims: [{ name: 'groups', value: 'Fleet.Admin' }] }, holds: false },
      { named: 'an id like the value', caller: { id: 'Fleet.Admin' }, holds: false },
      { named: 'the claim in another tenant', caller: { tenantId: 'other', claims: [{ name: 'roles', value: 'Fleet.Admin' }] }, holds: false },
    ])('to a claim is held by whoever has it, and so for $named: $holds', async ({ caller, holds }) => {
      const tenantId = `tenant-${randomUUID()}`;
      await store.grants.add(tenantId, aGrant({ subject: { kind: 'claim', name: 'roles', value: 'Fleet.Admin' }, role: 'admin' }), 'bob');
      expect(await store.grants.of(aCaller({ tenantId, ...caller }))).toEqual(holds ? [{ role: 'admin', scope: { kind: 'all' } }] : []);
    });

    it.each<Scope>([{ kind: 'all' }, { kind: 'group', group: 'all' }, { kind: 'device', deviceId: 'all' }])('keeps its scope: %j', async (scope) => {
      const tenantId = `tenant-${randomUUID()}`;
      const grant = await store.grants.add(tenantId, aGrant({ scope }), 'bob');
      expect(await store.grants.of(aCaller({ tenantId }))).toEqual([{ role: 'viewer', scope }]);
      expect(await store.grants.list(tenantId, FIRST)).toEqual([grant]);
    });

    it('is there once, though it be added twice at the same time', async () => {
      const tenantId = `tenant-${randomUUID()}`;
      const [one, two] = await Promise.all([store.grants.add(tenantId, aGrant(), 'bob'), store.grants.add(tenantId, aGrant(), 'eve')]);
      expect(one).toEqual(two);
    });

    it('counts no more once it is taken away, which another tenant cannot do', async () => {
      const tenantId = `tenant-${randomUUID()}`;
      const { id } = await store.grants.add(tenantId, aGrant(), 'bob');
      expect([await store.grants.remove('other', id), await store.grants.remove(tenantId, id), await store.grants.remove(tenantId, id)]).toEqual([false, true, false]);
      expect(await store.grants.of(aCaller({ tenantId }))).toEqual([]);
    });

    it('is refused for a token that is not there, and for one of another tenant', async () => {
      const { summary } = await store.tokens.issue('acme', 'mine', 'viewer');
      await expect(store.grants.add('other', aGrant({ subject: { kind: 'token', id: summary.id } }), 'eve')).rejects.toThrow(NotFound);
      await expect(store.grants.add('acme', aGrant({ subject: { kind: 'token', id: randomUUID() } }), 'eve')).rejects.toThrow(NotFound);
      await store.grants.add('acme', aGrant({ subject: { kind: 'token', id: summary.id }, scope: { kind: 'device', deviceId: 'd' } }), 'bob');
      expect(await store.grants.of(aCaller({ tenantId: 'acme', kind: 'token', id: summary.id }))).toHaveLength(2);
    });
  });

  describe('a session', () => {
    it('is somebody until it is closed', async () => {
      const caller = aCaller({ claims: [{ name: 'roles', value: 'a' }] });
      const session = await store.sessions.open(caller, HOUR_MS);
      expect(await store.sessions.callerOf(session, HOUR_MS)).toEqual(caller);
      await store.sessions.close(session);
      await store.sessions.close(session);
      expect(await store.sessions.callerOf(session, HOUR_MS)).toBeNull();
    });

    it.each([
      { named: 'its time is over', column: 'expires_at', value: "now() - interval '1 second'" },
      { named: 'nobody used it for too long', column: 'last_used_at', value: "now() - interval '61 minutes'" },
    ])('is nobody once $named', async ({ column, value }) => {
      const session = await store.sessions.open(aCaller(), HOUR_MS);
      await store.sql(`UPDATE access_session SET ${column} = ${value} WHERE hash = $1`, [hashOf(session)]);
      expect(await store.sessions.callerOf(session, HOUR_MS)).toBeNull();
    });

    it('of a token that has expired is nobody', async () => {
      const { token } = await store.tokens.issue('acme', 'short', 'viewer', { expiresAt: new Date(Date.now() + HOUR_MS) });
      const session = await store.sessions.open((await store.tokens.callerOf(token))!, HOUR_MS);
      await store.sql(`UPDATE access_token SET expires_at = now() WHERE hash = $1`, [hashOf(token)]);
      expect(await store.sessions.callerOf(session, HOUR_MS)).toBeNull();
    });

    it('is kept as a hash, and swept up by those that come later', async () => {
      const session = await store.sessions.open(aCaller({ id: 'swept' }), HOUR_MS);
      const rows = () => store.sql<{ everything: string }>(`SELECT s::text AS everything FROM access_session s WHERE caller->>'id' = 'swept'`);
      expect(JSON.stringify(await rows())).not.toContain(session.reveal());
      await store.sql(`UPDATE access_session SET expires_at = now() - interval '1 second' WHERE hash = $1`, [hashOf(session)]);
      await store.sessions.open(aCaller(), HOUR_MS);
      expect(await rows()).toEqual([]);
    });
  });
});
