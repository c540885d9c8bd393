import { describe, expect, it } from '@jest/globals';
import { aTold, anEvent } from '../../../../test/support/builders.js';
import type { DeviceEvent } from './device-event.js';
import { foldEvent, type Told } from './fold-event.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 2, 1, 12, 0, second));

interface Row {
  because: string;
  told: Told | null;
  event: DeviceEvent;
  wins: 'told' | 'event';
}

describe('one more event', () => {
  it.each<Row>([
    { because: 'it is the first', told: null, event: anEvent(), wins: 'event' },
    { because: 'it is the same one again', told: aTold({ eventId: 'a' }), event: anEvent({ id: 'a', occurredAt: at(59) }), wins: 'told' },
    { because: 'its revision is higher', told: aTold({ revision: 4 }), event: anEvent({ id: 'b', revision: 5 }), wins: 'event' },
    { because: 'its revision is lower', told: aTold({ revision: 5 }), event: anEvent({ id: 'b', revision: 4 }), wins: 'told' },
    { because: 'its revision is higher and its time older', told: aTold({ revision: 4, occurredAt: at(9) }), event: anEvent({ id: 'b', revision: 5, occurredAt: at(1) }), wins: 'event' },
    { because: 'its revision is lower and its time newer', told: aTold({ revision: 5, occurredAt: at(1) }), event: anEvent({ id: 'b', revision: 4, occurredAt: at(9) }), wins: 'told' },
    { because: 'its revision is the same and its time newer', told: aTold({ revision: 5, occurredAt: at(1) }), event: anEvent({ id: 'b', revision: 5, occurredAt: at(2) }), wins: 'event' },
    { because: 'its revision is the same and its time older', told: aTold({ revision: 5, occurredAt: at(2) }), event: anEvent({ id: 'b', revision: 5, occurredAt: at(1) }), wins: 'told' },
    { because: 'its revision of 0 is lower', told: aTold({ revision: 1, occurredAt: at(1) }), event: anEvent({ id: 'b', revision: 0, occurredAt: at(9) }), wins: 'told' },
    { because: 'it has no revision and is newer', told: aTold({ revision: 5, occurredAt: at(1) }), event: anEvent({ id: 'b', occurredAt: at(2) }), wins: 'event' },
    { because: 'it has no revision and is older', told: aTold({ revision: 5, occurredAt: at(2) }), event: anEvent({ id: 'b', occurredAt: at(1) }), wins: 'told' },
    { because: 'only it has a revision, and it is older', told: aTold({ occurredAt: at(2) }), event: anEvent({ id: 'b', revision: 9, occurredAt: at(1) }), wins: 'told' },
    { because: 'its time is the same, and it came later', told: aTold({ occurredAt: at(1) }), event: anEvent({ id: 'b', occurredAt: at(1) }), wins: 'event' },
    { because: 'it is older by a millisecond', told: aTold({ occurredAt: new Date(2) }), event: anEvent({ id: 'b', occurredAt: new Date(1) }), wins: 'told' },
  ])('leaves the $wins when $because', ({ told, event, wins }) => {
    const { id: eventId, status, occurredAt, revision } = event;
    expect(foldEvent(told, event)).toEqual(wins === 'told' ? told : { eventId, status, occurredAt, revision });
  });
});
