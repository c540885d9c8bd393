import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadEvent } from './device-event.js';
import { readMenderWebhook, readQueueJob, readStandardWebhook } from './read-wire-event.js';

const RUNS = { numRuns: 2_000 };

/** Whatever came in, the answer is one that can be stored and shown. */
function expectSound(read: ReadEvent): void {
  if (read.kind === 'readable') {
    expect(Number.isNaN(read.event.occurredAt.getTime())).toBe(false);
    expect(read.event.id).not.toMatch(/[\0\p{Surrogate}]/u);
    return;
  }
  expect(read.detail.length).toBeLessThan(400);
  expect(read.deviceId ?? '').not.toMatch(/[\0\p{Surrogate}]/u);
}

const sides = fc.oneof(fc.anything(), fc.constantFrom<unknown>('accept', 'device-status-changed', 'pump-7', '2026-03-01T12:00:00Z', 'rejected', 1));
const events = fc.record(
  { id: sides, type: sides, time: sides, timestamp: sides, occurredAt: sides, deviceId: sides, tenantId: sides, status: sides, revision: sides, data: fc.dictionary(fc.constantFrom('id', 'deviceId', 'status', 'revision', '__proto__'), sides) },
  { requiredKeys: [] },
);

describe('reading never throws', () => {
  it('whatever bytes come in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (raw, id) => {
        expectSound(readMenderWebhook(raw));
        expectSound(readStandardWebhook(raw, id));
      }),
      RUNS,
    );
  });

  it('whatever JSON comes in', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const raw = new TextEncoder().encode(text);
        expectSound(readMenderWebhook(raw));
        expectSound(readStandardWebhook(raw, 'event-1'));
        expectSound(readQueueJob(JSON.parse(text)));
      }),
      RUNS,
    );
  });

  it('whatever stands in the fields of an event', () => {
    fc.assert(
      fc.property(events, (event) => {
        expectSound(readQueueJob(event));
        const text = toJson(event);
        if (text === null) return;
        expectSound(readMenderWebhook(new TextEncoder().encode(text)));
        expectSound(readQueueJob(JSON.parse(text)));
      }),
      RUNS,
    );
  });
});

/** Null for what JSON cannot carry. */
function toJson(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}
