import type { Reason } from './reasons.js';
import type { Decision, Step } from './steps.js';
import { isGoneWithoutAWord, wantedOf, type World } from './world.js';

type Check = (world: World) => Decision | null;

const MINUTE_MS = 60_000;
/** Something has to be set up first: whoever sets it up wakes the devices, so this is only the second net. */
const SET_UP_MS = 15 * MINUTE_MS;
/** A deployed string is looked for in the device's report after as long again as it has been out, so seldom for a slow device. */
const FIRST_REPORT_MS = 2_000;
const LAST_REPORT_MS = 15 * MINUTE_MS;

const step = (step: Step): Decision => ({ kind: 'step', step });
const wait = (reason: Reason, afterMs: number): Decision => ({ kind: 'wait', reason, afterMs });

const noHubIsConnected: Check = ({ hub }) => (hub.kind === 'not-connected' ? wait('no-hub-connection', SET_UP_MS) : null);

const hubIsPaused: Check = ({ hub }) => (hub.kind === 'paused' ? wait('hub-paused', SET_UP_MS) : null);

const hubIsInTrouble: Check = ({ hub }) => (hub.kind === 'in-trouble' ? { kind: 'fail', failure: hub.failure } : null);

/** To shut out is safe on an event's word alone, and must not wait for the fleet manager. Everything else waits for its word. */
const fleetIsOutOfReach: Check = (world) =>
  world.fleet.kind === 'out-of-reach' && wantedOf(world) !== 'disabled-if-present' ? { kind: 'fail', failure: world.fleet.failure } : null;

/** It is left as it is, in the hub and on our side, until an event tells of its end. */
const goneWithoutAWord: Check = (world) =>
  isGoneWithoutAWord(world) && wantedOf(world) === 'absent' && world.hub.kind === 'present' ? wait('gone-without-a-word', SET_UP_MS) : null;

/** Before anything is done to it: a change, and a delete too, needs the etag of the very identity that we saw. */
const identityIsForeign: Check = ({ hub }) =>
  hub.kind === 'present' && hub.key.kind === 'foreign' ? step({ kind: 'adopt-identity', reason: 'already-on-hub' }) : null;

const identityShouldBeGone: Check = (world) =>
  wantedOf(world) === 'absent' && world.hub.kind === 'present' ? step({ kind: 'delete-identity', reason: 'should-be-gone' }) : null;

const identityIsMissing: Check = (world) =>
  wantedOf(world) === 'enabled' && (world.hub.kind === 'absent' || world.hub.kind === 'unseen')
    ? step({ kind: 'create-identity', reason: 'missing-on-hub' })
    : null;

const statusDiffers: Check = (world) => {
  const wanted = wantedOf(world);
  if (world.hub.kind !== 'present' || wanted === 'absent') return null;
  const status = wanted === 'disabled-if-present' ? 'disabled' : 'enabled';
  if (world.hub.status === status) return null;
  return step({ kind: 'set-status', status, reason: status === 'enabled' ? 'should-be-enabled' : 'should-be-disabled' });
};

/** Not without a way to the device: it would be a key that nobody ever has. */
const keyShouldBeRotated: Check = (world) => {
  const key = deliverableKey(world);
  if (key === null || key.next !== null || world.rotateTo === null || key.number >= world.rotateTo) return null;
  return world.configuration.kind === 'not-connected' ? wait('no-fleet-connection', SET_UP_MS) : step({ kind: 'add-key', reason: 'rotation-wanted' });
};

const connectionIsNotDelivered: Check = (world) => {
  const number = numberToHold(world);
  if (number === null || (world.delivery.delivered === number && !isOverwritten(world))) return null;
  if (world.configuration.kind === 'not-connected') return wait('no-fleet-connection', SET_UP_MS);
  if (world.configuration.kind === 'seen' && world.configuration.deployed) {
    return step({ kind: 'note-delivery', reason: 'deployed-before-recorded' });
  }
  return step({ kind: 'deliver-connection', reason: 'connection-not-delivered' });
};

/** Somebody else wrote the configuration between our read and our write, or after it, and the device never had our string. */
const isOverwritten = ({ configuration }: World): boolean => configuration.kind === 'seen' && !configuration.configured && !configuration.reported;

const deliveryIsNotConfirmed: Check = (world) => {
  const number = numberToHold(world);
  if (number === null || world.delivery.confirmed === number) return null;
  if (world.configuration.kind === 'seen' && world.configuration.reported) {
    return step({ kind: 'note-confirmation', reason: 'reported-by-device' });
  }
  return wait('not-reported-yet', Math.min(LAST_REPORT_MS, Math.max(FIRST_REPORT_MS, world.delivery.deliveredAgoMs)));
};

/** Not before the device has said that it holds the next key: until then it may know the old one only. */
const nextKeyIsConfirmed: Check = (world) => {
  const next = deliverableKey(world)?.next ?? null;
  return next !== null && world.delivery.confirmed === next ? step({ kind: 'promote-key', reason: 'next-key-confirmed' }) : null;
};

/** Shut out on an event's word alone is no rest: the fleet may have said otherwise since, in an event that was lost. */
const fleetHasNotSpoken: Check = ({ fleet }) => (fleet.kind === 'out-of-reach' ? { kind: 'fail', failure: fleet.failure } : null);

/** Shut out as its last event said; only its end has not been told yet. */
const endIsNotTold: Check = (world) => (isGoneWithoutAWord(world) && world.hub.kind === 'present' ? wait('gone-without-a-word', SET_UP_MS) : null);

/** The key that the device signs in with, or null when there is nothing to deliver. */
const deliverableKey = (world: World): { number: number; next: number | null } | null =>
  wantedOf(world) === 'enabled' && world.hub.kind === 'present' && world.hub.key.kind === 'numbered' && world.hub.key.deliverable ? world.hub.key : null;

/** The number of the key that the device is to hold, or null when there is nothing to deliver. */
const numberToHold = (world: World): number | null => {
  const key = deliverableKey(world);
  return key && (key.next ?? key.number);
};

/** In this order; the first that finds something wrong wins. The list is the specification of a pass. */
export const CHECKS = {
  noHubIsConnected,
  hubIsPaused,
  hubIsInTrouble,
  fleetIsOutOfReach,
  goneWithoutAWord,
  identityIsForeign,
  identityShouldBeGone,
  identityIsMissing,
  statusDiffers,
  keyShouldBeRotated,
  connectionIsNotDelivered,
  deliveryIsNotConfirmed,
  nextKeyIsConfirmed,
  fleetHasNotSpoken,
  endIsNotTold,
} as const satisfies Record<string, Check>;

/** The next thing to do for one device. Pure: the same world gives the same decision. */
export function decide(world: World): Decision {
  for (const check of Object.values(CHECKS)) {
    const found = check(world);
    if (found) return found;
  }
  return { kind: 'rest', reason: world.hub.kind === 'present' || wantedOf(world) === 'enabled' ? 'as-wanted' : 'nothing-wanted' };
}
