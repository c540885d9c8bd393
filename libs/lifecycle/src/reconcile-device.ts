import { Devices, Failure, KeyMissing, LeaseLost, attemptsAfter, decide, outcomeOf, type Claim, type Clock, type Decision, type DeviceKey, type Outcome } from '#core';
import type { Apply } from './apply.js';
import type { Gather } from './gather.js';
import { heldBackMs } from './hold-back.js';
import { keepLease, type Lease } from './keep-lease.js';
import { recordAfter, recordToKeep, startPass, told, type Pass } from './pass.js';

/** A pass that needs more steps than this goes on in the next one, so that one device cannot hold a worker. */
const MAX_STEPS = 4;

const LEASED_MS = 5_000;

/** What a pass is known by: its number among those of the device, and the newest event that it is about. */
export interface PassName {
  passId: string;
  eventId: string;
}

/** Looks at one device and takes it towards what the fleet wants: claim, then look, decide and apply in rounds, then settle. */
export class ReconcileDevice {
  readonly #atWork = new Map<Claim, Lease>();

  constructor(
    private readonly devices: Devices,
    private readonly gather: Gather,
    private readonly apply: Apply,
    private readonly clock: Clock,
  ) {}

  /** `began` hears of the pass once it has the device; there is none where somebody else has it. */
  async run(key: DeviceKey, began: (pass: PassName) => void = () => undefined): Promise<Outcome> {
    const askedAt = performance.now();
    const claim = await this.#claim(key);
    if (claim instanceof KeyMissing) return outcomeOf(claim, { attempts: 0, waitLeftMs: null }, 0);
    if (claim === 'unknown' || claim === 'rests') return { kind: 'in-sync', reason: 'nothing-wanted' };
    // Whoever holds the lease sees at its end that a newer event came in.
    if (claim === 'leased') return { kind: 'wait', reason: 'leased-elsewhere', afterMs: LEASED_MS };

    began({ passId: String(claim.fence), eventId: claim.record.told.eventId });
    const lease = keepLease(this.devices, claim, askedAt);
    this.#atWork.set(claim, lease);
    try {
      const pass = startPass(claim, lease, this.clock.now());
      const outcome = await this.#work(pass);
      return await this.#settle(pass, outcome);
    } catch (error) {
      await this.devices.release(claim).catch(() => undefined);
      throw error;
    } finally {
      this.#atWork.delete(claim);
      lease.letGo();
    }
  }

  /**
   * This process stops: gives back the leases of the passes that are still at work, so that another worker goes on at once. What
   * they write from now on is refused, and what they began is in their intent.
   */
  async handOver(): Promise<void> {
    await Promise.all(
      [...this.#atWork].map(([claim, lease]) => {
        lease.letGo();
        return this.devices.release(claim).catch(() => undefined);
      }),
    );
  }

  /** The store itself writes down, with the device, that a key is missing. */
  #claim(key: DeviceKey): Promise<Awaited<ReturnType<Devices['claim']>> | KeyMissing> {
    return this.devices.claim(key).catch((error: unknown) => {
      if (error instanceof KeyMissing) return error;
      throw error;
    });
  }

  async #work(pass: Pass): Promise<Outcome> {
    const afterMs = heldBackMs(pass.record, this.clock.now());
    if (afterMs > 0) return { kind: 'wait', reason: pass.record.reason ?? 'hub-is-busy', afterMs, byHub: true };
    try {
      const outcome = await this.#rounds(pass);
      pass.record = { ...pass.record, attempts: 0 };
      return outcome;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return this.#failed(pass, error);
    }
  }

  async #rounds(pass: Pass): Promise<Outcome> {
    const fleet = await this.gather.fleetLook(pass);
    let hasDelivered = false;
    for (let steps = 0; ; steps++) {
      const sight = await this.gather.of(pass, fleet);
      const decision = decide(sight.world);
      if (decision.kind !== 'step') return endOf(decision);
      const delivers = decision.step.kind === 'deliver-connection';
      // What was just delivered is not there any more: the fleet has to be asked anew, and may have let the device go.
      if (steps === MAX_STEPS || (delivers && hasDelivered)) return { kind: 'changed', reason: 'still-moving' };
      hasDelivered ||= delivers;
      await this.apply.run(pass, decision.step, sight);
    }
  }

  #failed(pass: Pass, failure: Failure): Outcome {
    const before = { attempts: pass.record.attempts, waitLeftMs: waitLeftMs(pass, this.clock.now()) };
    pass.record = { ...recordAfter(failure, pass.record), attempts: attemptsAfter(failure, before) };
    return outcomeOf(failure, before, this.clock.random());
  }

  async #settle(pass: Pass, outcome: Outcome): Promise<Outcome> {
    const { claim } = pass;
    const notBefore = outcome.kind === 'wait' && outcome.byHub ? new Date(this.clock.now().getTime() + outcome.afterMs) : null;
    const record = { ...recordToKeep(pass.record), notBefore };
    // A pass that got nowhere and ends for the same reason as the one before is no news.
    const isNews = pass.hasMoved || outcome.reason !== pass.record.reason;
    if (isNews && outcome.kind !== 'changed') pass.story.push(endLine(pass, outcome));
    try {
      const settled = await this.devices.settle(claim, { record, story: pass.story, outcome });
      return settled === 'newer-event' ? { kind: 'changed', reason: 'newer-event' } : outcome;
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      // A change of ours may have landed after the look of whoever has the device now; its record must not be believed.
      if (pass.mayHaveChanged) await this.devices.wake(claim.key);
      return { kind: 'changed', reason: error.code };
    }
  }
}

const waitLeftMs = ({ claim, beganAt }: Pass, now: Date): number | null =>
  claim.waitLeftMs === null ? null : claim.waitLeftMs - (now.getTime() - beganAt.getTime());

/** Throws the failure of a look that nothing can be decided without. */
function endOf(decision: Exclude<Decision, { kind: 'step' }>): Outcome {
  switch (decision.kind) {
    case 'rest':
      return { kind: 'in-sync', reason: decision.reason };
    case 'wait':
      return { kind: 'wait', reason: decision.reason, afterMs: decision.afterMs };
    case 'fail':
      throw decision.failure;
  }
}

function endLine(pass: Pass, outcome: Exclude<Outcome, { kind: 'changed' }>): ReturnType<typeof told> {
  switch (outcome.kind) {
    case 'in-sync':
      return told(pass, 'rests', outcome.reason);
    case 'wait':
      return told(pass, outcome.detail === undefined ? 'waits' : 'failed', outcome.reason, { detail: outcome.detail });
    case 'dead':
      return told(pass, 'died', outcome.reason, { detail: outcome.detail });
  }
}
