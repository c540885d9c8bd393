import { DeadLetters, type AnsweredLetter, type DeadLetterSummary, type LetterAnswer, type LetterFilter, type StoredLetter } from '#core';
import type { Database, Statement } from './database.js';
import type { DeadLetter as Row, Prisma } from './generated/prisma/client.js';
import { storableText } from './storable-text.js';

/** Whoever read a letter before it came again does not know what came: it stays open. */
const ANSWER: Statement = {
  name: 'dead-letter-answer',
  text: `
    UPDATE dead_letter SET answer = $4, answered_by = $5, note = $6, answered_at = now()
    WHERE tenant_id = $1 AND id = $2 AND attempts = $3 RETURNING 1`,
};

export class PostgresDeadLetters extends DeadLetters {
  constructor(private readonly database: Database) {
    super();
  }

  override async list(tenantId: string, { before, limit, ...filter }: LetterFilter & { before: bigint | null; limit: number }): Promise<DeadLetterSummary[]> {
    const where = { AND: [wanted(tenantId, filter), before === null ? {} : { id: { lt: before } }] };
    const rows = await this.database.with((prisma) => prisma.deadLetter.findMany({ where, orderBy: { id: 'desc' }, take: limit, omit: { raw: true } }));
    return rows.map(summaryOf);
  }

  override async read(tenantId: string, { after, limit, ...filter }: LetterFilter & { after: bigint | null; limit: number }): Promise<StoredLetter[]> {
    const where = { AND: [wanted(tenantId, filter), after === null ? {} : { id: { gt: after } }] };
    const rows = await this.database.with((prisma) => prisma.deadLetter.findMany({ where, orderBy: { id: 'asc' }, take: limit }));
    return rows.map(storedOf);
  }

  override count(tenantId: string, filter: LetterFilter): Promise<number> {
    return this.database.with((prisma) => prisma.deadLetter.count({ where: wanted(tenantId, filter) }));
  }

  override async find(tenantId: string, id: bigint): Promise<StoredLetter | null> {
    const row = await this.database.with((prisma) => prisma.deadLetter.findFirst({ where: { tenantId, id } }));
    return row && storedOf(row);
  }

  override async answer({ tenantId, id, attempts }: Pick<StoredLetter, 'tenantId' | 'id' | 'attempts'>, { how, by, note }: Omit<AnsweredLetter, 'at'>): Promise<boolean> {
    const answered = await this.database.run(ANSWER, [tenantId, id, attempts, how, storableText(by), note && storableText(note)]);
    return answered.length > 0;
  }
}

const wanted = (tenantId: string, { ids, reason, sourceId, deviceId, since, open }: LetterFilter): Prisma.DeadLetterWhereInput => ({
  tenantId,
  ...(ids && { id: { in: [...ids] } }),
  ...(reason !== undefined && { reason }),
  ...(sourceId !== undefined && { sourceId }),
  ...(deviceId !== undefined && { deviceId }),
  ...(since && { lastAt: { gte: since } }),
  ...(open !== undefined && { answer: open ? null : { not: null } }),
});

const summaryOf = (row: Omit<Row, 'raw'>): DeadLetterSummary => ({
  id: row.id,
  sourceId: row.sourceId,
  deviceId: row.deviceId,
  reason: row.reason,
  detail: row.detail,
  attempts: row.attempts,
  firstAt: row.firstAt,
  lastAt: row.lastAt,
  answer: row.answer === null ? null : { how: row.answer as LetterAnswer, at: row.answeredAt ?? row.lastAt, by: row.answeredBy ?? '', note: row.note },
});

const storedOf = (row: Row): StoredLetter => ({ ...summaryOf(row), tenantId: row.tenantId, raw: row.raw, eventId: row.eventId });
