import { TenantId } from '../device-key.js';
import { readEventParts, unreadable, type ReadEvent } from './device-event.js';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body of a Mender webhook. Source: Mender, "Webhooks", WebhookEvent. */
export function readMenderWebhook(raw: Uint8Array): ReadEvent {
  return withFields(raw, (body) => {
    const data = isFields(body.data) ? body.data : {};
    return readEventParts({
      id: body.id,
      type: body.type,
      deviceId: data.id,
      status: data.status,
      occurredAt: body.time,
      revision: data.revision,
    });
  });
}

/** The body of a Standard Webhooks message; its id is the `webhook-id` header. Source: Standard Webhooks 1.0.0, payload structure. */
export function readStandardWebhook(raw: Uint8Array, id: string): ReadEvent {
  return withFields(raw, (body) => {
    const data = isFields(body.data) ? body.data : {};
    return readEventParts({
      id,
      type: body.type,
      deviceId: data.deviceId ?? data.id,
      status: data.status,
      occurredAt: body.timestamp,
      revision: data.revision,
    });
  });
}

/** The data of a job on the queue `device-events`. */
export function readQueueJob(data: unknown): ReadEvent {
  if (!isFields(data)) return unreadable('not-json', 'The job data is not an object.');
  if (data.tenantId !== undefined && !TenantId.safeParse(data.tenantId).success) {
    return unreadable('unknown-tenant', 'The tenant id is not 1 to 63 letters, digits, - or _.', data.deviceId);
  }
  return readEventParts({
    id: data.id,
    type: data.type,
    deviceId: data.deviceId,
    status: data.status,
    occurredAt: data.occurredAt,
    revision: data.revision,
  });
}

function withFields(raw: Uint8Array, read: (body: Fields) => ReadEvent): ReadEvent {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    return unreadable('not-json', 'The body is not JSON in UTF-8.');
  }
  return isFields(body) ? read(body) : unreadable('not-json', 'The body is not a JSON object.');
}
