import { Devices, Doorbell, type Log, type Urgency } from '#core';
import type { Places } from './places.js';

const BATCH = 500;
/** A bell that was rung and not answered is rung again after this: what a dead worker had in line goes on in 15 s. */
const AGAIN_MS = 12_000;
/** While this many rings wait, nothing is lost: the workers are just behind. */
const ENOUGH_WAITING = 2_000;

/** Rings for every device whose wake-up is due: waits that are over, and bells that were lost. */
export class Relay {
  constructor(
    private readonly devices: Devices,
    private readonly doorbell: Doorbell,
    private readonly places: Pick<Places, 'crowded'>,
    private readonly log: Log,
  ) {}

  /**
   * Answers with how many it rang for. Devices that are to be shut out come first, however many others wait. For tenants with a long
   * line in this worker it does not ring: their devices stay due.
   */
  async run(): Promise<number> {
    const urgent = await this.#ringFor('shut-out', 'urgent');
    if ((await this.doorbell.waiting()) >= ENOUGH_WAITING) return urgent;
    return urgent + (await this.#ringFor('all', 'usual'));
  }

  async #ringFor(which: 'all' | 'shut-out', urgency: Urgency): Promise<number> {
    const due = await this.devices.takeDue(BATCH, AGAIN_MS, { which, except: this.places.crowded(urgency) });
    if (due.length === 0) return 0;
    await this.doorbell.ringAll(due, urgency);
    this.log.debug({ devices: due.length, urgency }, 'The relay rang for devices that are due');
    return due.length;
  }
}
