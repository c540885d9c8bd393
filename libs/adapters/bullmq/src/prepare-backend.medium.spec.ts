// Real: BullMQ on PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aKey } from '../../../../test/support/builders.js';
import { startPostgres, type TestPostgres } from '../../../../test/support/postgres.js';
import { BullDoorbell } from './bull-doorbell.js';
import { QUEUES } from './jobs.js';
import { QueueBackend } from './queue-backend.js';

const CONNECTIONS = 4;

describe('the queues in PostgreSQL', () => {
  let postgres: TestPostgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  }, 240_000);
  afterAll(() => postgres.stop());

  const open = (url: string): QueueBackend => new QueueBackend({ kind: 'postgres', url, connections: CONNECTIONS });

  it('can be prepared by five processes at once, and again', async () => {
    const url = await postgres.database();
    await Promise.all(Array.from({ length: 5 }, () => open(url).prepare()));
    await open(url).prepare();
    const backend = open(url);
    await new BullDoorbell(backend.queue(QUEUES.reconcileDevice)).ring(aKey());
    await backend.close();
  }, 240_000);

  it('can be reached by an address that carries options of its own', async () => {
    const url = `${await postgres.database()}?options=-c%20statement_timeout%3D20000`;
    const backend = open(url);
    await backend.prepare();
    const bell = new BullDoorbell(backend.queue(QUEUES.reconcileDevice));
    await bell.ring(aKey());
    expect(await bell.waiting()).toBe(1);
    await backend.close();
  });

  it('say so when the database is not there', async () => {
    const gone = new URL(await postgres.database());
    gone.pathname = '/no-such-database';
    await expect(open(gone.href).prepare()).rejects.toThrow('no-such-database');
  });
});
