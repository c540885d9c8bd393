import { HOLD_MS, type Trouble } from '../connections/hub-test.js';
import type { Reason } from './reasons.js';

/** Whether trying again can help: decided by the kind of failure, never by its text. */
export type Retry =
  /** The same thing would fail again; somebody must act. */
  | { kind: 'never' }
  /** Something told us how long to wait. It costs no attempt. */
  | { kind: 'after'; ms: number }
  /** It is not its turn yet. It costs no attempt, and news of the device hasten it. */
  | { kind: 'in-turn'; ms: number }
  /** A connection is at fault, for all devices alike. It costs no attempt, and whoever mends it wakes the device. */
  | { kind: 'when-mended'; ms: number }
  /** Our picture is old: look, then decide anew. */
  | { kind: 'look-again' }
  /** It may pass by itself. Again and again, while others get through, it is the device's own fault. */
  | { kind: 'back-off' }
  /** It may pass by itself, and is nothing that a device could be given up for. */
  | { kind: 'patience' };

/** A failure that has a name. Anything else that is thrown is a bug and goes up untouched. */
export abstract class Failure extends Error {
  abstract readonly code: Reason;
  abstract readonly retry: Retry;
  /** The change may have taken effect all the same, or our picture is old: look before the next one. */
  readonly leavesDoubt: boolean = false;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The hub asks us to slow down (429). */
export class HubIsBusy extends Failure {
  readonly code = 'hub-is-busy';
  readonly retry: Retry;
  constructor(afterMs: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.retry = { kind: 'after', ms: afterMs };
  }
}

/** The hub let a call down. `forAll`: it does so to all its devices at this moment, as far as is known, so none of them is charged for it. */
abstract class HubLetDown extends Failure {
  readonly retry: Retry;
  constructor(message: string, { forAll = false, ...options }: ErrorOptions & { forAll?: boolean } = {}) {
    super(message, options);
    this.retry = forAll ? { kind: 'when-mended', ms: HOLD_MS } : { kind: 'back-off' };
  }
}

/** The hub cannot be reached, or fails by itself (5xx), and nothing was changed as far as we know. */
export class HubIsAway extends HubLetDown {
  readonly code = 'hub-is-away';
}

/** A change was sent and no answer came: it may or may not have taken effect. */
export class HubOutcomeUnknown extends HubLetDown {
  readonly code = 'hub-outcome-unknown';
  override readonly leavesDoubt = true;
}

/** What mends itself without a word from anybody is looked for again after this. */
const SOON_MS = 30_000;
/** Who waits for something that is looked after elsewhere is woken; this is only the second net. */
const SECOND_NET_MS = 60 * 60_000;

/** The hub says that we may not (401, 403 by address filter). */
export class HubRefusesCredentials extends Failure {
  readonly code = 'hub-refuses-credentials';
  readonly retry: Retry;
  /** `isHeld`: the hub was not asked, because it had just refused others. */
  constructor(message: string, { isHeld = false, ...options }: ErrorOptions & { isHeld?: boolean } = {}) {
    super(message, options);
    this.retry = { kind: 'when-mended', ms: isHeld ? HOLD_MS : SOON_MS };
  }
}

/** A connection is known to be in trouble, so nobody was called. */
export class ConnectionInTrouble extends Failure {
  readonly code: Reason;
  readonly retry: Retry;
  /** `isKnown`: it is written down, so whoever waits is woken. */
  constructor({ reason, detail }: Trouble, { isKnown }: { isKnown: boolean }) {
    super(detail);
    this.code = reason;
    this.retry = { kind: 'when-mended', ms: isKnown ? SECOND_NET_MS : HOLD_MS };
  }
}

/** The etag we sent is not the current one (412), or the identity is not there any more. */
export class HubChangedUnderneath extends Failure {
  readonly code = 'hub-changed-underneath';
  readonly retry = { kind: 'look-again' } as const;
  override readonly leavesDoubt = true;
}

/** The hub refuses the identity as such (400, 413 of one device). */
export class HubRefusesDevice extends Failure {
  readonly code = 'hub-refuses-device';
  readonly retry = { kind: 'never' } as const;
}

/** How often a device asks whether there is room by now. */
const FULL_MS = 15 * 60_000;

/** The hub holds as many devices as it may (403, 413 by code). */
export class HubIsFull extends Failure {
  readonly code = 'hub-is-full';
  readonly retry = { kind: 'when-mended', ms: FULL_MS } as const;
}

/** The daily quota is used up (403002). `afterMs` is the time to 00:00 UTC. */
export class HubQuotaUsedUp extends Failure {
  readonly code = 'hub-quota-used-up';
  readonly retry: Retry;
  constructor(afterMs: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.retry = { kind: 'after', ms: afterMs };
  }
}

/** The hub is at its limit and others are before this device. `afterMs` is the time until its turn. */
export class HubTurnIsLater extends Failure {
  readonly code = 'hub-turn-is-later';
  readonly retry: Retry;
  constructor(afterMs: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.retry = { kind: 'in-turn', ms: afterMs };
  }
}

/** The budget of the hub, which all workers share, cannot be read: whatever carries the queue is away. */
export class BudgetIsAway extends Failure {
  readonly code = 'hub-budget-is-away';
  readonly retry = { kind: 'after', ms: 5_000 } as const;
}

/** The answer is not one of an IoT Hub: a proxy's page, a cut body, an empty identity. */
export class HubAnswerUnreadable extends HubLetDown {
  readonly code = 'hub-answer-unreadable';
  override readonly leavesDoubt = true;
}

/** The fleet manager cannot be reached or fails by itself. */
export class FleetIsAway extends Failure {
  readonly code = 'fleet-is-away';
  readonly retry = { kind: 'patience' } as const;
  override readonly leavesDoubt = true;
  /** Why it would say so of every device, without the name of any; null where it may be a matter of one device. */
  readonly forAll: string | null;
  constructor(message: string, { forAll = null, ...options }: ErrorOptions & { forAll?: string | null } = {}) {
    super(message, options);
    this.forAll = forAll;
  }
}

/** The fleet manager asks us to slow down (429). */
export class FleetIsBusy extends Failure {
  readonly code = 'fleet-is-busy';
  readonly retry: Retry;
  constructor(afterMs: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.retry = { kind: 'after', ms: afterMs };
  }
}

/** The fleet manager refuses our token (401, 403). */
export class FleetRefusesCredentials extends Failure {
  readonly code = 'fleet-refuses-credentials';
  readonly retry = { kind: 'when-mended', ms: SOON_MS } as const;
}

/** The fleet manager refuses the configuration that we write (400, 413, 422). */
export class FleetRefusesConfiguration extends Failure {
  readonly code = 'fleet-refuses-configuration';
  readonly retry = { kind: 'never' } as const;
}

/** The lease ran out while the pass was stalled, and another worker has it now. */
export class LeaseLost extends Failure {
  readonly code = 'lease-lost';
  readonly retry = { kind: 'look-again' } as const;
}

/** A key comes with a restart. */
const KEY_MS = 60_000;

/** A stored secret was sealed with a key that is not configured. */
export class KeyMissing extends Failure {
  readonly code = 'key-missing';
  readonly retry = { kind: 'when-mended', ms: KEY_MS } as const;
}
