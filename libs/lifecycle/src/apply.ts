import { Devices, Failure, NOTHING_DELIVERED, hasEffect, keyToHold, type Clock, type DeviceRecord, type Step } from '#core';
import { newKeyNumber, presentIn, type ChangeIdentity } from './change-identity.js';
import type { DeliverConnection } from './deliver-connection.js';
import type { Sight } from './gather.js';
import { told, type Pass } from './pass.js';

/** Takes one step. The only place that changes anything outside; what it is about to do is written down before. */
export class Apply {
  constructor(
    private readonly devices: Devices,
    private readonly identity: ChangeIdentity,
    private readonly delivery: DeliverConnection,
    private readonly clock: Clock,
  ) {}

  async run(pass: Pass, step: Step, sight: Sight): Promise<void> {
    const inDoubt = pass.record.intent;
    if (hasEffect(step)) await this.#begin(pass, step, sight);
    try {
      const took = await this.#take(pass, step, sight);
      if (!took) return;
      pass.hasMoved = true;
      pass.story.push(told(pass, 'done', step.reason, { step }));
    } catch (error) {
      // Nothing came of this step; but what was in doubt before it still is.
      if (error instanceof Failure && !error.leavesDoubt) pass.record = { ...pass.record, intent: inDoubt };
      throw error;
    }
  }

  /** Before the effect, not after: a crash must leave a trace of what may have been done. */
  async #begin(pass: Pass, step: Step, sight: Sight): Promise<void> {
    const intent = {
      step: step.kind,
      keyNumber: numberFor(step, pass.record),
      deploymentBefore: sight.held?.configuration?.deploymentId ?? null,
      recordIsBehind: pass.record.hub !== pass.claim.record.hub,
    };
    await this.devices.began(pass.claim, [...pass.story, told(pass, 'began', step.reason, { step })], intent);
    pass.story = [];
    pass.mayHaveChanged = true;
    pass.record = { ...pass.record, intent };
  }

  /** False when there turned out to be nothing to take: the identity was already there. */
  async #take(pass: Pass, step: Step, sight: Sight): Promise<boolean> {
    switch (step.kind) {
      case 'create-identity':
        return (await this.identity.create(pass)) === 'created';
      case 'adopt-identity':
        this.identity.adopt(pass, sight.foreign);
        break;
      case 'set-status':
        await this.identity.setStatus(pass, step.status);
        break;
      case 'delete-identity':
        await this.identity.remove(pass);
        break;
      case 'deliver-connection': {
        // The fleet may make the device anew meanwhile: that must not seem to have been before.
        const began = this.clock.now();
        // Should it fail half-way, what was delivered before must not be taken for this.
        pass.record = { ...pass.record, delivery: NOTHING_DELIVERED };
        await this.delivery.run(pass, sight);
        this.#noteDelivery(pass, began);
        break;
      }
      case 'add-key':
        await this.identity.addKey(pass);
        break;
      case 'promote-key':
        await this.identity.promoteKey(pass);
        break;
      case 'note-delivery':
        this.#noteDelivery(pass, this.clock.now());
        break;
      case 'note-confirmation':
        pass.record = { ...pass.record, delivery: { ...pass.record.delivery, confirmed: keyToHold(presentIn(pass.record)) } };
    }
    return true;
  }

  #noteDelivery(pass: Pass, deliveredAt: Date): void {
    const delivery = { delivered: keyToHold(presentIn(pass.record)), deliveredAt, confirmed: null };
    pass.record = { ...pass.record, delivery, intent: null };
  }
}

/** The key that a step is about: by its number a pass that follows a crash knows what the step did. */
function numberFor({ kind }: Step, record: DeviceRecord): number | null {
  if (kind === 'create-identity') return newKeyNumber(record, 'created');
  if (kind === 'add-key') return newKeyNumber(record, 'rotated');
  return record.hub.kind === 'present' ? keyToHold(record.hub) : null;
}
