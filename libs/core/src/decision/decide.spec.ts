import { describe, expect, it } from '@jest/globals';
import { aForeignIdentity, aRotatedIdentity, aTold, aWorld, anIdentity } from '../../../../test/support/builders.js';
import type { FleetStatus } from '../fleet-status.js';
import { CHECKS, decide } from './decide.js';
import { FleetIsAway } from './failures.js';
import type { World } from './world.js';

const ABSENT = { kind: 'absent' } as const;
const UNSEEN = { kind: 'unseen' } as const;
const CERTIFICATE = { kind: 'numbered', number: 1, next: null, deliverable: false } as const;
const NOT_DELIVERED = { delivered: null, confirmed: null, deliveredAgoMs: 0 };

const seen = (status: FleetStatus): World['fleet'] => ({ kind: 'seen', status });
const away: World['fleet'] = { kind: 'out-of-reach', failure: new FleetIsAway('The fleet is away.') };
const deliveredAgo = (deliveredAgoMs: number): World['delivery'] => ({ delivered: 1, confirmed: null, deliveredAgoMs });
const sight = (odd: { configured?: boolean; deployed?: boolean; reported?: boolean } = {}): World['configuration'] => ({
  kind: 'seen',
  configured: true,
  deployed: false,
  reported: false,
  ...odd,
});

/** The second key stands beside the first one, which was delivered and confirmed. */
const rotating = (odd: Partial<World>): World =>
  aWorld({ hub: anIdentity({ key: { kind: 'numbered', number: 1, next: 2, deliverable: true } }), rotateTo: 2, configuration: sight({ deployed: true }), ...odd });

/** A decision in a few words: the step or the end, and why. */
function words(world: World): string {
  const decision = decide(world);
  switch (decision.kind) {
    case 'step':
      return `${decision.step.kind}${decision.step.kind === 'set-status' ? ` ${decision.step.status}` : ''}: ${decision.step.reason}`;
    case 'wait':
      return `wait ${decision.afterMs / 1000} s: ${decision.reason}`;
    case 'fail':
      return `fail: ${decision.failure.code}`;
    case 'rest':
      return `rest: ${decision.reason}`;
  }
}

interface Row {
  because: string;
  world: World;
  then: string;
}

describe('what is decided', () => {
  it.each<Row>([
    { because: 'nothing is wrong', world: aWorld(), then: 'rest: as-wanted' },
    { because: 'the hub has never heard of it', world: aWorld({ hub: ABSENT }), then: 'create-identity: missing-on-hub' },
    { because: 'nobody ever looked whether the hub has it', world: aWorld({ hub: UNSEEN }), then: 'create-identity: missing-on-hub' },
    { because: 'it was switched off behind our back', world: aWorld({ hub: anIdentity({ status: 'disabled' }) }), then: 'set-status enabled: should-be-enabled' },
    { because: 'somebody else had made it', world: aWorld({ hub: aForeignIdentity() }), then: 'adopt-identity: already-on-hub' },
    { because: 'its key was rotated', world: aWorld({ hub: aRotatedIdentity(), configuration: sight() }), then: 'deliver-connection: connection-not-delivered' },
    { because: 'its key was never delivered', world: aWorld({ delivery: NOT_DELIVERED, configuration: sight() }), then: 'deliver-connection: connection-not-delivered' },
    { because: 'a pass that died had deployed its key', world: aWorld({ delivery: NOT_DELIVERED, configuration: sight({ deployed: true }) }), then: 'note-delivery: deployed-before-recorded' },
    { because: 'there is nowhere to deliver its key to', world: aWorld({ delivery: NOT_DELIVERED, configuration: { kind: 'not-connected' } }), then: 'wait 900 s: no-fleet-connection' },
    { because: 'it reports its key', world: aWorld({ delivery: deliveredAgo(9_000), configuration: sight({ deployed: true, reported: true }) }), then: 'note-confirmation: reported-by-device' },
    { because: 'somebody overwrote its key before it had it', world: aWorld({ delivery: deliveredAgo(9_000), configuration: sight({ configured: false }) }), then: 'deliver-connection: connection-not-delivered' },
    { because: 'somebody overwrote its key after it had it', world: aWorld({ delivery: deliveredAgo(9_000), configuration: sight({ configured: false, reported: true }) }), then: 'note-confirmation: reported-by-device' },
    { because: 'it signs in with a certificate', world: aWorld({ hub: anIdentity({ key: CERTIFICATE }), delivery: NOT_DELIVERED }), then: 'rest: as-wanted' },
    { because: 'an operator wants it to have another key', world: aWorld({ rotateTo: 2 }), then: 'add-key: rotation-wanted' },
    { because: 'it has the key that an operator wanted', world: aWorld({ rotateTo: 1 }), then: 'rest: as-wanted' },
    { because: 'it should have another key, and there is no way to it', world: aWorld({ rotateTo: 2, configuration: { kind: 'not-connected' } }), then: 'wait 900 s: no-fleet-connection' },
    { because: 'it should have another key, and signs in with a certificate', world: aWorld({ rotateTo: 2, hub: anIdentity({ key: CERTIFICATE }) }), then: 'rest: as-wanted' },
    { because: 'its next key was added', world: rotating({ delivery: deliveredAgo(9_000), configuration: sight() }), then: 'deliver-connection: connection-not-delivered' },
    { because: 'its next key was delivered', world: rotating({ delivery: { ...deliveredAgo(9_000), delivered: 2 } }), then: 'wait 9 s: not-reported-yet' },
    { because: 'it reports its next key', world: rotating({ delivery: { ...deliveredAgo(9_000), delivered: 2 }, configuration: sight({ reported: true }) }), then: 'note-confirmation: reported-by-device' },
    { because: 'its next key is confirmed', world: rotating({ delivery: { ...deliveredAgo(9_000), delivered: 2, confirmed: 2 } }), then: 'promote-key: next-key-confirmed' },
    { because: 'only its old key is confirmed', world: rotating({ delivery: { ...deliveredAgo(9_000), delivered: 2, confirmed: 1 } }), then: 'wait 9 s: not-reported-yet' },
    { because: 'its next key was taken away behind our back', world: aWorld({ rotateTo: 2, delivery: { ...deliveredAgo(9_000), delivered: 2 }, configuration: sight() }), then: 'add-key: rotation-wanted' },
    { because: 'no hub is connected', world: aWorld({ hub: { kind: 'not-connected' } }), then: 'wait 900 s: no-hub-connection' },
    { because: 'the hub connection is paused', world: aWorld({ hub: { kind: 'paused' } }), then: 'wait 900 s: hub-paused' },
    { because: 'the fleet is out of reach', world: aWorld({ fleet: away }), then: 'fail: fleet-is-away' },
  ])('$because → $then', ({ world, then }) => expect(words(world)).toBe(then));

  it.each<Row>([
    { because: 'a rejected device should have another key', world: aWorld({ fleet: seen('rejected'), hub: anIdentity({ status: 'disabled' }), rotateTo: 2 }), then: 'rest: as-wanted' },
    { because: 'a rejected device has confirmed its next key', world: rotating({ fleet: seen('rejected'), delivery: { ...deliveredAgo(9_000), delivered: 2, confirmed: 2 } }), then: 'set-status disabled: should-be-disabled' },
    { because: 'a rejected device is enabled', world: aWorld({ fleet: seen('rejected') }), then: 'set-status disabled: should-be-disabled' },
    { because: 'a dismissed device is enabled', world: aWorld({ fleet: seen('noauth') }), then: 'set-status disabled: should-be-disabled' },
    { because: 'a pending device is enabled', world: aWorld({ fleet: seen('pending') }), then: 'set-status disabled: should-be-disabled' },
    { because: 'a rejected device is disabled', world: aWorld({ fleet: seen('rejected'), hub: anIdentity({ status: 'disabled' }) }), then: 'rest: as-wanted' },
    { because: 'a rejected device is not there', world: aWorld({ fleet: seen('rejected'), hub: ABSENT }), then: 'rest: nothing-wanted' },
    { because: 'a rejected device belongs to somebody else', world: aWorld({ fleet: seen('rejected'), hub: aForeignIdentity() }), then: 'adopt-identity: already-on-hub' },
    { because: 'a preauthorized device is not there', world: aWorld({ fleet: seen('preauthorized'), hub: ABSENT }), then: 'rest: nothing-wanted' },
    { because: 'a preauthorized device was never looked for', world: aWorld({ fleet: seen('preauthorized'), hub: UNSEEN }), then: 'rest: nothing-wanted' },
    { because: 'a preauthorized device is disabled', world: aWorld({ fleet: seen('preauthorized'), hub: anIdentity({ status: 'disabled' }) }), then: 'set-status enabled: should-be-enabled' },
    { because: 'a preauthorized device has no key yet', world: aWorld({ fleet: seen('preauthorized'), delivery: NOT_DELIVERED, configuration: sight() }), then: 'rest: as-wanted' },
    { because: 'a decommissioned device is there', world: aWorld({ told: aTold({ status: 'decommissioned' }), fleet: seen('decommissioned') }), then: 'delete-identity: should-be-gone' },
    { because: 'a decommissioned device is there and disabled', world: aWorld({ told: aTold({ status: 'decommissioned' }), fleet: seen('decommissioned'), hub: anIdentity({ status: 'disabled' }) }), then: 'delete-identity: should-be-gone' },
    { because: 'a decommissioned device is gone', world: aWorld({ fleet: seen('decommissioned'), hub: ABSENT }), then: 'rest: nothing-wanted' },
  ])('$because → $then', ({ world, then }) => expect(words(world)).toBe(then));

  it.each<Row>([
    { because: 'the fleet says accepted and an old event says rejected', world: aWorld({ told: aTold({ status: 'rejected' }) }), then: 'rest: as-wanted' },
    { because: 'the fleet says rejected and an old event says accepted', world: aWorld({ fleet: seen('rejected') }), then: 'set-status disabled: should-be-disabled' },
    { because: 'no fleet is connected and the event says decommissioned', world: aWorld({ told: aTold({ status: 'decommissioned' }), fleet: { kind: 'not-connected' } }), then: 'delete-identity: should-be-gone' },
    { because: 'the fleet is out of reach and the event says decommissioned', world: aWorld({ told: aTold({ status: 'decommissioned' }), fleet: away }), then: 'fail: fleet-is-away' },
    { because: 'the fleet is out of reach and the event says preauthorized', world: aWorld({ told: aTold({ status: 'preauthorized' }), fleet: away }), then: 'fail: fleet-is-away' },
    { because: 'the fleet is out of reach and the event says rejected', world: aWorld({ told: aTold({ status: 'rejected' }), fleet: away }), then: 'set-status disabled: should-be-disabled' },
    { because: 'the fleet is out of reach and the rejected device belongs to somebody else', world: aWorld({ told: aTold({ status: 'rejected' }), fleet: away, hub: aForeignIdentity() }), then: 'adopt-identity: already-on-hub' },
    { because: 'the fleet is out of reach and the rejected device is shut out', world: aWorld({ told: aTold({ status: 'rejected' }), fleet: away, hub: anIdentity({ status: 'disabled' }) }), then: 'fail: fleet-is-away' },
    { because: 'the fleet is out of reach and the rejected device is not there', world: aWorld({ told: aTold({ status: 'rejected' }), fleet: away, hub: ABSENT }), then: 'fail: fleet-is-away' },
  ])('$because → $then', ({ world, then }) => expect(words(world)).toBe(then));
});

describe('a device that the fleet does not know, though no event told of its end', () => {
  const gone = (odd: Partial<World> = {}): World => aWorld({ fleet: seen('decommissioned'), ...odd });
  const rejected = { told: aTold({ status: 'rejected' }) };

  it.each<Row>([
    { because: 'it is there', world: gone(), then: 'wait 900 s: gone-without-a-word' },
    { because: 'it is there and belongs to somebody else', world: gone({ hub: aForeignIdentity() }), then: 'wait 900 s: gone-without-a-word' },
    { because: 'it was preauthorized', world: gone({ told: aTold({ status: 'preauthorized' }) }), then: 'wait 900 s: gone-without-a-word' },
    { because: 'it is not there', world: gone({ hub: ABSENT }), then: 'rest: nothing-wanted' },
    { because: 'an event shut it out and it is enabled', world: gone(rejected), then: 'set-status disabled: should-be-disabled' },
    { because: 'an event shut it out and it is disabled', world: gone({ ...rejected, hub: anIdentity({ status: 'disabled' }) }), then: 'wait 900 s: gone-without-a-word' },
    { because: 'an event shut it out and it is not there', world: gone({ ...rejected, hub: ABSENT }), then: 'rest: nothing-wanted' },
  ])('$because → $then', ({ world, then }) => expect(words(world)).toBe(then));
});

describe('the order of the checks', () => {
  it.each<Row>([
    { because: 'no hub, and the fleet is out of reach', world: aWorld({ hub: { kind: 'not-connected' }, fleet: away }), then: 'wait 900 s: no-hub-connection' },
    { because: 'a paused hub, and the device should be gone', world: aWorld({ hub: { kind: 'paused' }, fleet: seen('decommissioned') }), then: 'wait 900 s: hub-paused' },
    { because: 'a paused hub, and the fleet is out of reach', world: aWorld({ hub: { kind: 'paused' }, fleet: away }), then: 'wait 900 s: hub-paused' },
    { because: 'the fleet is out of reach, and the identity is missing', world: aWorld({ fleet: away, hub: ABSENT }), then: 'fail: fleet-is-away' },
    { because: 'the fleet is out of reach, and the identity is foreign', world: aWorld({ fleet: away, hub: aForeignIdentity() }), then: 'fail: fleet-is-away' },
    { because: 'somebody else made it, and it should be gone', world: aWorld({ told: aTold({ status: 'decommissioned' }), fleet: seen('decommissioned'), hub: aForeignIdentity() }), then: 'adopt-identity: already-on-hub' },
    { because: 'somebody else made it, and it is disabled', world: aWorld({ hub: aForeignIdentity({ status: 'disabled' }) }), then: 'adopt-identity: already-on-hub' },
    { because: 'it should be gone, and its key was not delivered', world: aWorld({ told: aTold({ status: 'decommissioned' }), fleet: seen('decommissioned'), delivery: NOT_DELIVERED, configuration: sight() }), then: 'delete-identity: should-be-gone' },
    { because: 'it is disabled, and its key was not delivered', world: aWorld({ hub: anIdentity({ status: 'disabled' }), delivery: NOT_DELIVERED, configuration: sight() }), then: 'set-status enabled: should-be-enabled' },
    { because: 'it is disabled, and should have another key', world: aWorld({ hub: anIdentity({ status: 'disabled' }), rotateTo: 2 }), then: 'set-status enabled: should-be-enabled' },
    { because: 'it should have another key, and the present one was not delivered', world: aWorld({ rotateTo: 2, delivery: NOT_DELIVERED, configuration: sight() }), then: 'add-key: rotation-wanted' },
    { because: 'its key was not delivered, and it reports it', world: aWorld({ delivery: NOT_DELIVERED, configuration: sight({ deployed: true, reported: true }) }), then: 'note-delivery: deployed-before-recorded' },
    { because: 'a rejected device is shut out, and its key was not delivered', world: aWorld({ fleet: seen('rejected'), hub: anIdentity({ status: 'disabled' }), delivery: NOT_DELIVERED }), then: 'rest: as-wanted' },
  ])('$because → $then', ({ world, then }) => expect(words(world)).toBe(then));

  it('is the specification of a pass', () => {
    expect(Object.keys(CHECKS)).toEqual([
      'noHubIsConnected',
      'hubIsPaused',
      'hubIsInTrouble',
      'fleetIsOutOfReach',
      'goneWithoutAWord',
      'identityIsForeign',
      'identityShouldBeGone',
      'identityIsMissing',
      'statusDiffers',
      'keyShouldBeRotated',
      'connectionIsNotDelivered',
      'deliveryIsNotConfirmed',
      'nextKeyIsConfirmed',
      'fleetHasNotSpoken',
      'endIsNotTold',
    ]);
  });
});

describe('the wait for the report of the device', () => {
  it.each([
    { deliveredAgoMs: 0, seconds: 2 },
    { deliveredAgoMs: 1_999, seconds: 2 },
    { deliveredAgoMs: 5_000, seconds: 5 },
    { deliveredAgoMs: 899_000, seconds: 899 },
    { deliveredAgoMs: 86_400_000, seconds: 900 },
  ])('lasts $seconds s when the key was delivered $deliveredAgoMs ms ago', ({ deliveredAgoMs, seconds }) => {
    const world = aWorld({ delivery: deliveredAgo(deliveredAgoMs), configuration: sight({ deployed: true }) });
    expect(words(world)).toBe(`wait ${seconds} s: not-reported-yet`);
  });
});
