import { AcceptedEvents, REASONS, isReason, type AcceptedEvent, type AcceptedEventsPage, type EventStanding } from '#core';
import type { Database } from './database.js';
import { Prisma } from './generated/prisma/client.js';
import { isRowId } from './connection-rows.js';
import { STORED_EVENT, storedEventOf, type StoredEventRow } from './stored-event-row.js';

interface EventRow extends StoredEventRow {
  receivedAt: Date;
  hubId: string | null;
  /** Whether a pass over the device has ended that had seen this event. */
  settled: boolean;
  sync: string | null;
  reason: string | null;
  detail: string | null;
  forwardings: { receiverId: string; arrived: boolean; over: boolean; attempts: number; statusCode: number | null; error: string | null }[] | null;
}

export class PostgresAcceptedEvents extends AcceptedEvents {
  constructor(private readonly database: Database) {
    super();
  }

  /** Planned anew each time: whether a tenant's events are most of the inbox or hardly any of it asks for another way to them. */
  override async list(tenantId: string, { offset, limit, integrationId }: AcceptedEventsPage): Promise<AcceptedEvent[]> {
    if (integrationId !== null && !isRowId(integrationId)) return [];
    const rows = await this.database.with(
      (prisma) => prisma.$queryRaw<EventRow[]>`
        SELECT ${Prisma.raw(STORED_EVENT)}, i.received_at AS "receivedAt", h.id AS "hubId",
               coalesce(d.settled >= i.generation, false) AS settled, d.sync, d.reason, d.detail,
               (SELECT jsonb_agg(jsonb_build_object('receiverId', o.receiver_id, 'arrived', o.arrived_at IS NOT NULL, 'over', o.due_at IS NULL,
                                                    'attempts', o.attempts, 'statusCode', o.status_code, 'error', o.error))
                FROM outbox o WHERE o.inbox_id = i.id) AS forwardings
        FROM inbox i
        LEFT JOIN device d ON d.tenant_id = i.tenant_id AND d.device_id = i.device_id
        LEFT JOIN LATERAL (SELECT id FROM integration WHERE tenant_id = i.tenant_id ORDER BY created_at LIMIT 1) AS h ON true
        WHERE i.tenant_id = ${tenantId} AND i.received_at > now() - interval '7 days'
          AND (${integrationId}::uuid IS NULL OR h.id = ${integrationId}::uuid
               OR EXISTS (SELECT 1 FROM outbox o WHERE o.inbox_id = i.id AND o.receiver_id = ${integrationId}::uuid))
        ORDER BY i.id DESC LIMIT ${limit} OFFSET ${offset}`,
    );
    return rows.map((row) => ({ event: storedEventOf(row), receivedAt: row.receivedAt, standings: [...hubStandingOf(row), ...forwardStandingsOf(row)] }));
  }
}

/** Nothing while no pass has seen the event, or while the device waits for something. */
function hubStandingOf({ hubId, settled, sync, reason, detail }: EventRow): EventStanding[] {
  if (hubId === null || !settled || (sync !== 'in-sync' && sync !== 'failing' && sync !== 'dead')) return [];
  const success = sync === 'in-sync';
  const error = success ? null : [reason !== null && isReason(reason) ? REASONS[reason] : null, detail].filter(Boolean).join(' ');
  return [{ integrationId: hubId, success, error, statusCode: null }];
}

const forwardStandingsOf = ({ forwardings }: EventRow): EventStanding[] =>
  (forwardings ?? [])
    .filter(({ arrived, attempts }) => arrived || attempts > 0)
    .map(({ receiverId, arrived, over, statusCode, error }) => ({
      integrationId: receiverId,
      success: arrived,
      error: arrived ? null : over ? error : `${error ?? ''} It is tried again.`.trim(),
      statusCode,
    }));
