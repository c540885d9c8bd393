/**
 * Why a device is where it is, or why a step was taken: a closed list. The sentence is what the operator reads, so it says
 * what is the case and, where somebody has to act, what to do.
 */
export const REASONS = {
  'as-wanted': 'The hub holds the device as the fleet wants it.',
  'nothing-wanted': 'The fleet wants nothing of the hub for this device.',

  'missing-on-hub': 'The device is accepted and the hub has no identity for it.',
  'already-on-hub': 'The hub already had an identity under this id; its keys are kept and it stays as it is.',
  'should-be-enabled': 'The fleet accepts the device and the hub has it disabled.',
  'should-be-disabled': 'The fleet does not accept the device and the hub has it enabled.',
  'should-be-gone': 'The device was decommissioned and the hub still has its identity.',
  'connection-not-delivered': 'The connection string in the device configuration is not the one of the current key.',
  'deployed-before-recorded': 'The connection string was deployed by a pass that ended before it could be recorded.',
  'rotation-wanted': 'The device is to get a new key. The old one stays valid until the device reports the new one.',
  'next-key-confirmed': 'The device reports the connection string with the new key, so the old key can go.',
  'reported-by-device': 'The device reports the connection string that was delivered.',

  'no-hub-connection': 'No IoT Hub is connected for this tenant. Connect one; the device goes on by itself.',
  'hub-replaced': 'The hub connection was replaced or removed; the device is looked at anew.',
  'hub-paused': 'The hub connection is paused. Resume it; the device goes on by itself.',
  'no-fleet-connection':
    'The identity is ready, but no fleet connection is set up, so the connection string cannot be delivered. Connect Mender.',
  'gone-without-a-word':
    'The fleet manager does not know the device, and no event told of its end. It stays as it is until a sweep has seen the whole fleet. Check the fleet connection if this is said of many.',
  'not-reported-yet': 'The connection string is deployed; the device has not reported it yet.',
  'still-moving': 'The device takes more steps than one pass makes; the next pass follows at once.',
  'newer-event': 'A newer event arrived during the pass; the next pass follows at once.',
  'leased-elsewhere': 'Another worker is at work on this device.',

  'hub-is-busy': 'The hub asks us to slow down.',
  'hub-is-away': 'The hub cannot be reached or answers with an error of its own. It is tried again, and the device goes on by itself.',
  'hub-outcome-unknown': 'The hub did not answer a change in time; whether it took effect is looked up first.',
  'hub-refuses-credentials': 'The hub refuses our credentials, so it is left alone until they are mended. Put in a valid connection string, or mend the policy in the hub.',
  'hub-changed-underneath': 'Somebody else changed the identity between our look and our change; we look again.',
  'hub-refuses-device': 'The hub refuses the identity as such. Correct it in the fleet, then wake the device.',
  'hub-is-full': 'The hub holds as many devices as it may. Remove some or raise its limit.',
  'hub-quota-used-up': 'The daily quota of the hub is used up. It is renewed at 00:00 UTC.',
  'hub-turn-is-later': 'The hub is kept at its limit, and other devices are before this one.',
  'hub-budget-is-away': 'What carries the queue (Redis or PostgreSQL) is away, and with it the budget of the hub. It is tried again.',
  'hub-answer-unreadable': 'The hub answered with something that is not an answer of an IoT Hub. It is tried again.',
  'fleet-is-away': 'The fleet manager cannot be reached. It is tried again.',
  'fleet-is-busy': 'The fleet manager asks us to slow down.',
  'fleet-refuses-credentials': 'The fleet manager refuses our token, so it is left alone until that is mended. Put in a valid one.',
  'fleet-refuses-configuration': 'The fleet manager refuses the device configuration. Correct it there, then wake the device.',
  'lease-lost': 'The pass took too long and another worker took over.',
  'key-missing': 'The encryption key that a stored secret was sealed with is not configured. Put it back into LOCKSTEP_MASTER_KEYS.',
} as const satisfies Record<string, string>;

export type Reason = keyof typeof REASONS;

export const isReason = (text: string): text is Reason => Object.hasOwn(REASONS, text);
