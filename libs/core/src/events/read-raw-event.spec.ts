import { describe, expect, it } from '@jest/globals';
import { readRawEvent, type Door } from './read-raw-event.js';

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body));

const time = '2026-03-01T12:00:00Z';
const MENDER = bytes({ id: 'event-1', type: 'device-provisioned', time, data: { id: 'pump-7' } });
const STANDARD = bytes({ type: 'accept', timestamp: time, data: { deviceId: 'pump-7' } });
const JOB = bytes({ id: 'event-1', type: 'accept', deviceId: 'pump-7', occurredAt: time });

describe('bytes that came in', () => {
  it.each<{ door: Door; raw: Uint8Array; eventId: string | null }>([
    { door: 'mender', raw: MENDER, eventId: null },
    { door: 'standard-webhooks', raw: STANDARD, eventId: 'event-1' },
    { door: 'queue', raw: JOB, eventId: null },
  ])('are read as the door $door reads them', ({ door, raw, eventId }) => {
    expect(readRawEvent(door, raw, eventId)).toMatchObject({ kind: 'readable', event: { id: 'event-1', deviceId: 'pump-7', status: 'accepted' } });
  });

  it.each<{ door: Door; raw: Uint8Array; reason: string }>([
    { door: 'standard-webhooks', raw: STANDARD, reason: 'no-event-id' },
    { door: 'mender', raw: JOB, reason: 'bad-device-id' },
    { door: 'queue', raw: new Uint8Array(), reason: 'not-json' },
    { door: 'queue', raw: new Uint8Array([0xff]), reason: 'not-json' },
    { door: 'mender', raw: new Uint8Array([0xff]), reason: 'not-json' },
  ])('are not read by the door $door for $reason', ({ door, raw, reason }) => {
    expect(readRawEvent(door, raw, null)).toMatchObject({ kind: 'unreadable', reason });
  });
});
