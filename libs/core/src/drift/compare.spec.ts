import { describe, expect, it } from '@jest/globals';
import { compare, type HeldDevice, type HubEntry, type Look, type Trio } from './compare.js';

const CONNECTED = new Date('2026-03-01T00:00:00Z');
const BEFORE = new Date('2026-02-01T00:00:00Z');
const AFTER = new Date('2026-03-02T00:00:00Z');

const held = (odd: Partial<HeldDevice> = {}): HeldDevice => ({
  told: 'accepted',
  fleetStatus: 'accepted',
  hub: 'enabled',
  etag: 'MQ==',
  isDerived: true,
  isDelivered: true,
  rests: true,
  hasNews: false,
  ...odd,
});
const inHub = (odd: Partial<HubEntry> = {}): HubEntry => ({ status: 'enabled', etag: 'MQ==', isOurs: true, ...odd });
const listed = (status: NonNullable<Trio['fleet']>['status'], createdAt: Date | null = AFTER) => ({ status, createdAt });

/** The three sides agree; a test names what is odd. */
const trio = (odd: Partial<Trio> = {}): Trio => ({ deviceId: 'pump-7', fleet: listed('accepted'), held: held(), hub: inHub(), ...odd });
const WHOLE: Look = { fleet: 'whole', hub: 'whole', connectedAt: CONNECTED };

interface Row {
  because: string;
  trio: Trio;
  look?: Partial<Look>;
  then: string;
}

const words = ({ trio: sides, look }: Row): string => {
  const found = compare(sides, { ...WHOLE, ...look });
  if (!found) return 'nothing';
  return [found.class, found.status ?? 'wake', found.harm, ...(found.isSuspicion ? ['suspected'] : [])].join(' ');
};
const table = (rows: Row[]): void => it.each(rows)('$because → $then', (row) => expect(words(row)).toBe(row.then));

describe('what the fleet says and we do not hold', () => {
  table([
    { because: 'all agree', trio: trio(), then: 'nothing' },
    { because: 'it came after the connection and no event told of it', trio: trio({ held: null, hub: null }), then: 'lost-event accepted none' },
    { because: 'it was there before', trio: trio({ held: null, hub: null, fleet: listed('accepted', BEFORE) }), then: 'not-imported accepted none' },
    { because: 'nobody says since when it is there', trio: trio({ held: null, hub: null, fleet: listed('accepted', null) }), then: 'lost-event accepted none' },
    { because: 'it was there before, rejected, and works in the hub', trio: trio({ held: null, fleet: listed('rejected', BEFORE) }), then: 'not-imported rejected disable' },
    { because: 'it leaves, and was never ours', trio: trio({ held: null, hub: null, fleet: listed('decommissioned') }), then: 'nothing' },
    { because: 'the fleet says rejected', trio: trio({ fleet: listed('rejected') }), then: 'lost-event rejected disable' },
    { because: 'the fleet says rejected and it is disabled', trio: trio({ fleet: listed('rejected'), held: held({ hub: 'disabled' }) }), then: 'lost-event rejected none' },
    { because: 'the fleet says accepted and the events rejected', trio: trio({ held: held({ told: 'rejected', fleetStatus: 'rejected', hub: 'disabled' }) }), then: 'lost-event accepted none' },
    { because: 'the last pass heard it from the fleet itself', trio: trio({ held: held({ told: 'pending' }) }), then: 'nothing' },
    { because: 'the last pass heard it, but more came in since', trio: trio({ held: held({ told: 'pending', rests: false }) }), then: 'lost-event accepted none' },
    { because: 'the events say so too, and the last pass heard otherwise', trio: trio({ held: held({ fleetStatus: 'noauth', hub: 'absent' }), hub: null }), then: 'lost-event accepted none' },
    { because: 'no pass ever heard from the fleet', trio: trio({ held: held({ fleetStatus: null }) }), then: 'nothing' },
    { because: 'it leaves', trio: trio({ fleet: listed('decommissioned') }), then: 'lost-event decommissioned delete' },
    { because: 'an event came in meanwhile', trio: trio({ fleet: listed('rejected'), held: held({ hasNews: true }) }), then: 'nothing' },
  ]);
});

describe('what is not in the list of the fleet', () => {
  table([
    { because: 'it is gone', trio: trio({ fleet: null }), then: 'lost-event decommissioned delete suspected' },
    { because: 'it is gone, and the hub never had it', trio: trio({ fleet: null, hub: null, held: held({ hub: 'absent' }) }), then: 'lost-event decommissioned none suspected' },
    { because: 'the events said so', trio: trio({ fleet: null, hub: null, held: held({ told: 'decommissioned', hub: 'absent' }) }), then: 'nothing' },
    { because: 'the list was not read to its end', trio: trio({ fleet: null }), look: { fleet: 'partly' }, then: 'nothing' },
    { because: 'no fleet is connected', trio: trio({ fleet: null }), look: { fleet: 'unseen' }, then: 'nothing' },
    { because: 'nobody knows it, and it carries our tag', trio: trio({ fleet: null, held: null }), then: 'extra-in-hub decommissioned delete suspected' },
    { because: 'nobody knows it, and it is not ours', trio: trio({ fleet: null, held: null, hub: inHub({ isOurs: false }) }), then: 'nothing' },
    { because: 'nobody knows it, and the list was not read to its end', trio: trio({ fleet: null, held: null }), look: { fleet: 'partly' }, then: 'nothing' },
    { because: 'it was decommissioned, and is in the hub', trio: trio({ fleet: null, held: held({ told: 'decommissioned', hub: 'absent' }) }), then: 'extra-in-hub wake delete suspected' },
    { because: 'it was decommissioned, and somebody else has one of that name', trio: trio({ fleet: null, held: held({ told: 'decommissioned', hub: 'absent' }), hub: inHub({ isOurs: false }) }), then: 'nothing' },
  ]);
});

describe('what the hub says', () => {
  table([
    { because: 'it does not have it', trio: trio({ hub: null }), then: 'missing-in-hub wake none suspected' },
    { because: 'it does not have it, as far as it was surveyed', trio: trio({ hub: null }), look: { hub: 'partly' }, then: 'nothing' },
    { because: 'it was not surveyed', trio: trio({ hub: null }), look: { hub: 'unseen' }, then: 'nothing' },
    { because: 'it has it disabled', trio: trio({ hub: inHub({ status: 'disabled' }) }), then: 'status-differs wake none suspected' },
    { because: 'a rejected device is enabled', trio: trio({ fleet: listed('rejected'), held: held({ told: 'rejected', fleetStatus: 'rejected', hub: 'disabled' }) }), then: 'status-differs wake disable suspected' },
    { because: 'a rejected device that was not there is enabled', trio: trio({ fleet: listed('rejected'), held: held({ told: 'rejected', fleetStatus: 'rejected', hub: 'absent' }), hub: inHub({ isOurs: false }) }), then: 'status-differs wake disable suspected' },
    { because: 'our tag is gone', trio: trio({ hub: inHub({ isOurs: false }) }), then: 'identity-replaced wake none suspected' },
    { because: 'it was adopted, so our tag never was there', trio: trio({ held: held({ isDerived: false }), hub: inHub({ isOurs: false }) }), then: 'nothing' },
    { because: 'somebody wrote it', trio: trio({ hub: inHub({ etag: 'Mg==' }) }), then: 'identity-replaced wake none suspected' },
    { because: 'the hub never told us the etag', trio: trio({ held: held({ etag: null }) }), then: 'nothing' },
    { because: 'the index tells no etag', trio: trio({ hub: inHub({ etag: null }) }), then: 'nothing' },
    { because: 'a pass is due', trio: trio({ held: held({ rests: false }), hub: null }), then: 'nothing' },
    { because: 'we never looked', trio: trio({ held: held({ hub: 'unseen' }), hub: null }), then: 'nothing' },
    { because: 'its connection string is not on the device', trio: trio({ held: held({ isDelivered: false }) }), then: 'not-delivered wake none' },
    { because: 'a rejected device needs no connection string', trio: trio({ fleet: listed('rejected'), held: held({ told: 'rejected', fleetStatus: 'rejected', hub: 'disabled', isDelivered: false }), hub: inHub({ status: 'disabled' }) }), then: 'nothing' },
  ]);
});
