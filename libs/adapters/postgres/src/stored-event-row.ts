import type { EventType, FleetStatus, StoredEvent } from '#core';

/** An event of the inbox, as `STORED_EVENT` reads it. */
export interface StoredEventRow {
  eventId: string;
  deviceId: string;
  type: string;
  status: string;
  occurredAt: Date;
  raw: Uint8Array;
}

const UUID = `'^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'`;

/** The columns of an event of the inbox `i`. Where the sender's id is no UUID, one of version 8 (RFC 9562) is made of all that tells the event from others. */
export const STORED_EVENT = `
  CASE WHEN i.event_id ~ ${UUID} THEN lower(i.event_id)
       ELSE overlay(overlay(encode(substr(sha256(convert_to(i.tenant_id || chr(1) || i.source_id || chr(1) || i.event_id || chr(1) || i.device_id, 'UTF8')), 1, 16), 'hex')
                            PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid::text END AS "eventId",
  i.device_id AS "deviceId", i.type, i.status, i.occurred_at AS "occurredAt", i.raw`;

export const storedEventOf = ({ eventId, deviceId, type, status, occurredAt, raw }: StoredEventRow): StoredEvent => ({
  id: eventId,
  deviceId,
  type: type as EventType,
  status: status as FleetStatus,
  occurredAt,
  raw,
});
