import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FleetStatus } from '../fleet-status.js';
import { wantedOf } from '../decision/world.js';
import type { DeviceEvent } from './device-event.js';
import { foldEvent, type Told } from './fold-event.js';

const RUNS = { numRuns: 2_000 };
const statuses = fc.constantFrom(...FleetStatus.options);

const fold = (events: readonly DeviceEvent[]): Told | null => events.reduce<Told | null>(foldEvent, null);

const numbered = (statusesInOrder: readonly FleetStatus[], event: (place: number) => Pick<DeviceEvent, 'occurredAt' | 'revision'>): DeviceEvent[] =>
  statusesInOrder.map((status, place) => ({ id: `event-${place}`, deviceId: 'pump-7', type: 'device-status-changed', status, ...event(place) }));

/** Events in the order in which they happened, with revisions; their times say nothing. */
const withRevisions = fc
  .tuple(fc.array(statuses, { minLength: 1, maxLength: 8 }), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 }))
  .map(([list, times]) => numbered(list, (place) => ({ revision: place * 2, occurredAt: new Date(times[place]!) })));

/** Events in the order in which they happened, by the sender's clock alone. */
const withTimes = fc.array(statuses, { minLength: 1, maxLength: 8 }).map((list) => numbered(list, (place) => ({ revision: null, occurredAt: new Date(place) })));

/** As the events come in: some lost, some repeated, in any order; at least one. */
const arrivals = (sent: fc.Arbitrary<DeviceEvent[]>): fc.Arbitrary<DeviceEvent[]> =>
  sent.chain((events) => fc.array(fc.constantFrom(...events), { minLength: 1, maxLength: 20 }));

const newestOf = (events: readonly DeviceEvent[]): DeviceEvent =>
  events.reduce((newest, event) => (Number(event.id.slice(6)) > Number(newest.id.slice(6)) ? event : newest));

describe('events that come in in any order, repeated and with losses', () => {
  it.each([
    { by: 'revision', sent: withRevisions },
    { by: 'time', sent: withTimes },
  ])('end in what the newest of them says, by $by', ({ sent }) => {
    fc.assert(
      fc.property(arrivals(sent), (events) => {
        const { id, status } = newestOf(events);
        expect(fold(events)).toMatchObject({ eventId: id, status });
      }),
      RUNS,
    );
  });

  it.each([
    { by: 'revision', sent: withRevisions },
    { by: 'time', sent: withTimes },
  ])('change nothing when all of them come again, by $by', ({ sent }) => {
    fc.assert(
      fc.property(arrivals(sent), (events) => {
        const told = fold(events);
        expect(events.reduce<Told | null>(foldEvent, told)).toEqual(told);
      }),
      RUNS,
    );
  });

  const mixed = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      deviceId: fc.constant('pump-7'),
      type: fc.constant('device-status-changed' as const),
      status: statuses,
      occurredAt: fc.date({ noInvalidDate: true }),
      revision: fc.option(fc.nat(), { nil: null }),
    }),
    { minLength: 1, maxLength: 12 },
  );

  it('end in the same wanted state once the fleet itself has spoken of the device', () => {
    fc.assert(
      fc.property(mixed, mixed, statuses.filter((status) => status !== 'decommissioned'), (some, others, status) => {
        const fleet = { kind: 'seen', status } as const;
        expect(wantedOf({ told: fold(some)!, fleet })).toBe(wantedOf({ told: fold(others)!, fleet }));
      }),
      RUNS,
    );
  });

  it('never let in a device that the fleet does not know', () => {
    const fleet = { kind: 'seen', status: 'decommissioned' } as const;
    fc.assert(
      fc.property(mixed, (some) => {
        expect(wantedOf({ told: fold(some)!, fleet })).not.toBe('enabled');
      }),
      RUNS,
    );
  });
});
