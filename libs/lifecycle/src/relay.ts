import { Devices, Doorbell, type Log } from '#core';

const BATCH = 500;
/** A bell that was rung and not answered is rung again after this. */
const AGAIN_MS = 30_000;
/** While this many rings wait, nothing is lost: the workers are just behind. */
const ENOUGH_WAITING = 2_000;

/** Rings for every device whose wake-up is due: waits that are over, and bells that were lost. */
export class Relay {
  constructor(
    private readonly devices: Devices,
    private readonly doorbell: Doorbell,
    private readonly log: Log,
  ) {}

  /** Answers with how many it rang for. */
  async run(): Promise<number> {
    if ((await this.doorbell.waiting()) >= ENOUGH_WAITING) return 0;
    const due = await this.devices.takeDue(BATCH, AGAIN_MS);
    if (due.length > 0) {
      await this.doorbell.ringAll(due);
      this.log.debug({ devices: due.length }, 'The relay rang for devices that are due');
    }
    return due.length;
  }
}
