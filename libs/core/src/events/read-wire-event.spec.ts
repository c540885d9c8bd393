import { describe, expect, it } from '@jest/globals';
import type { ReadEvent } from './device-event.js';
import { readMenderWebhook, readQueueJob, readStandardWebhook } from './read-wire-event.js';

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
const TIME = '2026-03-01T12:00:00.123Z';

/** What a test says about an event; what it does not name is as it should be. */
interface Odd {
  id?: unknown;
  type?: unknown;
  deviceId?: unknown;
  status?: unknown;
  time?: unknown;
  revision?: unknown;
}
const whole = (odd: Odd): Required<Odd> => ({ id: 'event-1', type: 'device-status-changed', deviceId: 'pump-7', status: 'accepted', time: TIME, revision: 7, ...odd });

interface Door {
  door: string;
  read: (odd: Odd) => ReadEvent;
}

const DOORS: readonly Door[] = [
  {
    door: 'a Mender webhook',
    read: (odd) => {
      const { id, type, deviceId, status, time, revision } = whole(odd);
      return readMenderWebhook(bytes({ id, type, time, data: { id: deviceId, status, revision } }));
    },
  },
  {
    door: 'a standard webhook',
    read: (odd) => {
      const { id, type, deviceId, status, time, revision } = whole(odd);
      return readStandardWebhook(bytes({ type, timestamp: time, data: { deviceId, status, revision } }), id as string);
    },
  },
  {
    door: 'a queue job',
    read: (odd) => {
      const { id, type, deviceId, status, time, revision } = whole(odd);
      return readQueueJob({ id, type, deviceId, status, occurredAt: time, revision });
    },
  },
];

describe.each(DOORS)('$door', ({ read }) => {
  it('is read with all that it says', () => {
    expect(read({})).toEqual({
      kind: 'readable',
      event: { id: 'event-1', type: 'device-status-changed', deviceId: 'pump-7', status: 'accepted', occurredAt: new Date(TIME), revision: 7 },
    });
  });

  it.each([
    { type: 'device-provisioned', means: 'accepted' },
    { type: 'device-decommissioned', means: 'decommissioned' },
    { type: 'accept', means: 'accepted' },
    { type: 'reject', means: 'rejected' },
    { type: 'dismiss', means: 'noauth' },
    { type: 'decommission', means: 'decommissioned' },
  ])('of the type $type means $means, whatever status it brings', ({ type, means }) => {
    for (const status of [undefined, 'pending', 'nonsense']) expect(read({ type, status })).toMatchObject({ kind: 'readable', event: { type, status: means } });
  });

  it.each(['accepted', 'preauthorized', 'rejected', 'noauth', 'pending', 'decommissioned'])('may bring the status %s', (status) => {
    expect(read({ status })).toMatchObject({ kind: 'readable', event: { status } });
  });

  it.each<{ named: string; odd: Odd; occurredAt: string }>([
    { named: 'nanoseconds', odd: { time: '2026-03-01T12:00:00.123456789Z' }, occurredAt: '2026-03-01T12:00:00.123Z' },
    { named: 'no fraction', odd: { time: '2026-03-01T12:00:00Z' }, occurredAt: '2026-03-01T12:00:00.000Z' },
    { named: 'an offset', odd: { time: '2026-03-01T13:30:00+01:30' }, occurredAt: '2026-03-01T12:00:00.000Z' },
    { named: 'a leap day', odd: { time: '2028-02-29T00:00:00Z' }, occurredAt: '2028-02-29T00:00:00.000Z' },
  ])('may have a time with $named', ({ odd, occurredAt }) => {
    expect(read(odd)).toMatchObject({ kind: 'readable', event: { occurredAt: new Date(occurredAt) } });
  });

  it.each([{ revision: undefined }, { revision: null }])('may have no revision ($revision)', ({ revision }) => {
    expect(read({ revision })).toMatchObject({ kind: 'readable', event: { revision: null } });
  });

  it.each<{ named: string; odd: Odd; reason: string }>([
    { named: 'no id', odd: { id: undefined }, reason: 'no-event-id' },
    { named: 'an empty id', odd: { id: '' }, reason: 'no-event-id' },
    { named: 'an id of 257 characters', odd: { id: 'e'.repeat(257) }, reason: 'no-event-id' },
    { named: 'an id with a NUL', odd: { id: 'a\0b' }, reason: 'no-event-id' },
    { named: 'an id with a line break', odd: { id: 'a\nb' }, reason: 'no-event-id' },
    { named: 'an id with half a character', odd: { id: 'a\ud83d' }, reason: 'no-event-id' },
    { named: 'an unknown type', odd: { type: 'device-inventory-changed' }, reason: 'unknown-type' },
    { named: 'no type', odd: { type: undefined }, reason: 'unknown-type' },
    { named: 'a type that every object has', odd: { type: 'constructor' }, reason: 'unknown-type' },
    { named: 'a type in capitals', odd: { type: 'ACCEPT' }, reason: 'unknown-type' },
    { named: 'an unknown status', odd: { status: 'blocked' }, reason: 'unknown-status' },
    { named: 'no status', odd: { status: undefined }, reason: 'unknown-status' },
    { named: 'a status that every object has', odd: { status: '__proto__' }, reason: 'unknown-status' },
    { named: 'no device id', odd: { deviceId: undefined }, reason: 'bad-device-id' },
    { named: 'a number for a device id', odd: { deviceId: 7 }, reason: 'bad-device-id' },
    { named: 'no time', odd: { time: undefined }, reason: 'bad-time' },
    { named: 'a time without a zone', odd: { time: '2026-03-01T12:00:00' }, reason: 'bad-time' },
    { named: 'a day that is not in the calendar', odd: { time: '2026-02-29T12:00:00Z' }, reason: 'bad-time' },
    { named: 'seconds since 1970', odd: { time: 1_772_366_400 }, reason: 'bad-time' },
    { named: 'a time in words', odd: { time: 'Sun, 01 Mar 2026 12:00:00 GMT' }, reason: 'bad-time' },
    { named: 'a negative revision', odd: { revision: -1 }, reason: 'bad-revision' },
    { named: 'half a revision', odd: { revision: 1.5 }, reason: 'bad-revision' },
    { named: 'a revision in words', odd: { revision: '7' }, reason: 'bad-revision' },
    { named: 'a revision beyond what can be counted', odd: { revision: 2 ** 53 }, reason: 'bad-revision' },
  ])('with $named is unreadable: $reason', ({ odd, reason }) => {
    const answer = read(odd);
    expect(answer).toMatchObject({ kind: 'unreadable', reason });
    if (answer.kind === 'unreadable') expect(answer.detail).toMatch(/^[A-Z].*\.$/);
  });

  it.each<{ odd: Odd; quotes: string }>([
    { odd: { type: 'explode' }, quotes: 'The type "explode" is not one of device-provisioned,' },
    { odd: { type: undefined }, quotes: 'The type (none) is not one of' },
    { odd: { type: 'x'.repeat(500) }, quotes: `The type "${'x'.repeat(79)} is not one of` },
    { odd: { deviceId: 'a/b' }, quotes: 'The device id "a/b" must be 1 to 128 letters' },
    { odd: { status: 'blocked' }, quotes: 'The status "blocked" is not one of accepted,' },
    { odd: { time: 'now' }, quotes: 'The time "now" is not an RFC 3339 date and time.' },
    { odd: { revision: -1 }, quotes: 'The revision -1 is not a whole number of 0 or more.' },
  ])('says what is wrong with it: $quotes', ({ odd, quotes }) => {
    const answer = read(odd);
    expect(answer.kind === 'unreadable' && answer.detail).toContain(quotes);
  });

  it('names the first thing that is wrong', () => {
    expect(read({ type: 'explode', deviceId: '', status: '', time: '' })).toMatchObject({ reason: 'unknown-type' });
  });

  it('says of which device it is, as far as that can be said', () => {
    expect(read({ type: 'explode' })).toMatchObject({ deviceId: 'pump-7' });
    expect(read({ deviceId: 'x'.repeat(300) })).toMatchObject({ deviceId: 'x'.repeat(256) });
    expect(read({ deviceId: 'a\0b\ud83dc' })).toMatchObject({ deviceId: 'a\uFFFDb\uFFFDc' });
    expect(read({ deviceId: { id: 'pump-7' } })).toMatchObject({ deviceId: null });
  });
});
