// Real: PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { aMasterKey, openStore, type Store } from '../../../../test/support/store.js';
import { Sealing } from './sealing.js';

describe('the event sources in PostgreSQL', () => {
  const key = aMasterKey();
  let postgres: TestPostgres;
  let url: string;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.database();
    store = openStore(url, { key });
  }, 240_000);
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('are found by their id, with their secret', async () => {
    const added = await store.connections.addEventSource('default', 'standard-webhooks', new Secret('whsec_c2VjcmV0'));
    const found = await store.connections.findEventSource(added.id);
    expect(found).toMatchObject({ id: added.id, tenantId: 'default', kind: 'standard-webhooks' });
    expect(found?.secrets.map((secret) => secret.reveal())).toEqual(['whsec_c2VjcmV0']);
  });

  it.each(['', 'not-an-id', "' OR 1=1 --", '../..', 'a\0b', randomUUID()])('are not found by %j', async (id) => {
    expect(await store.connections.findEventSource(id)).toBeNull();
  });

  it('are listed for their tenant, the oldest first', async () => {
    const tenantId = `tenant-${randomUUID()}`;
    const added = [];
    for (const kind of ['mender', 'standard-webhooks', 'mender'] as const) added.push(await store.connections.addEventSource(tenantId, kind, new Secret('x')));
    expect((await store.connections.listEventSources(tenantId)).map(({ id }) => id)).toEqual(added.map(({ id }) => id));
    expect(await store.connections.listEventSources('nobody')).toEqual([]);
  });

  it.each([
    ['valid until its time is over', '1 hour', ['new', 'old']],
    ['not valid any more then', '-1 second', ['new']],
  ])('have a second secret during a rotation: %s', async (_, until, secrets) => {
    const { id } = await store.connections.addEventSource('default', 'mender', new Secret('new'));
    const place = { tenantId: 'default', table: 'event_source', column: 'sealed_previous', row: id };
    const sealed = new Sealing([key]).seal(new Secret('old'), place);
    await store.sql('UPDATE event_source SET sealed_previous = $2, previous_until = now() + $3::interval WHERE id = $1', [id, sealed, until]);
    const [fresh] = [openStore(url, { key })];
    const found = await fresh.connections.findEventSource(id);
    await fresh.close();
    expect(found?.secrets.map((secret) => secret.reveal())).toEqual(secrets);
  });
});
