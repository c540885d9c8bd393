import { Outbox, type Forwarding, type ForwardingEnd, type TakeOptions } from '#core';
import { receiverSecretPlace } from './connection-rows.js';
import type { Database } from './database.js';
import { ARRIVED, FAILED, PRUNE, TAKE } from './outbox-statements.js';
import type { Sealing } from './sealing.js';
import { storableText } from './storable-text.js';
import { storedEventOf, type StoredEventRow } from './stored-event-row.js';

interface TakenRow extends StoredEventRow {
  id: string;
  receiverId: string;
  tenantId: string;
  url: string;
  sealedSecret: Uint8Array | null;
  attempts: number;
  ageMs: number;
}

export class PostgresOutbox extends Outbox {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  override async take({ most, leaseMs, only, except = [] }: TakeOptions): Promise<Forwarding[]> {
    const rows = await this.database.run<TakenRow>(TAKE, [most, leaseMs, only ?? null, except]);
    return rows.map((row) => this.#forwardingOf(row));
  }

  override async settle(id: bigint, end: ForwardingEnd): Promise<void> {
    if (end.kind === 'arrived') await this.database.run(ARRIVED, [id, end.statusCode]);
    else await this.database.run(FAILED, [id, end.statusCode, storableText(end.error), end.againInMs]);
  }

  override async prune(keptMs: number): Promise<number> {
    return (await this.database.run(PRUNE, [keptMs])).length;
  }

  #forwardingOf({ id, receiverId, tenantId, url, sealedSecret, attempts, ageMs, ...event }: TakenRow): Forwarding {
    const secret = sealedSecret && this.sealing.open(sealedSecret, receiverSecretPlace(tenantId, receiverId));
    return { id: BigInt(id), receiver: { id: receiverId, url, secret }, event: storedEventOf(event), attempts, ageMs };
  }
}
