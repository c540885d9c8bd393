import { Devices, LeaseLost, type Claim, type DeviceKey, type DueDevice, type Intent, type Settlement, type StoryLine, type WhichDue } from '#core';
import type { Metrics } from './metrics.js';

/** Devices that count the passes over them: every claim is the beginning of one, and a settlement says what it came to. */
export class MeasuredDevices extends Devices {
  readonly #began = new WeakMap<Claim, number>();

  constructor(
    private readonly devices: Devices,
    private readonly metrics: Metrics,
  ) {
    super();
  }

  override async claim(key: DeviceKey): Promise<Claim | 'leased' | 'rests' | 'unknown'> {
    const claim = await this.devices.claim(key);
    if (typeof claim === 'string') this.metrics.passes.inc({ outcome: 'none', reason: claim });
    else this.#began.set(claim, performance.now());
    return claim;
  }

  override renew(claim: Claim): Promise<boolean> {
    return this.devices.renew(claim);
  }

  override async began(claim: Claim, story: readonly StoryLine[], intent: Intent): Promise<void> {
    await this.#noticing(this.devices.began(claim, story, intent));
    this.#countSteps(story);
  }

  override async settle(claim: Claim, settlement: Settlement): Promise<'settled' | 'newer-event'> {
    const settled = await this.#noticing(this.devices.settle(claim, settlement));
    this.#countSteps(settlement.story);
    this.#countPass(claim, settlement.outcome);
    return settled;
  }

  override release(claim: Claim): Promise<void> {
    this.#countPass(claim, { kind: 'broke-off', reason: 'released' });
    return this.devices.release(claim);
  }

  override wake(key: DeviceKey): Promise<boolean> {
    return this.devices.wake(key);
  }

  override takeDue(limit: number, againMs: number, those?: WhichDue): Promise<DueDevice[]> {
    return this.devices.takeDue(limit, againMs, those);
  }

  async #noticing<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof LeaseLost) this.metrics.leaseLosses.inc();
      throw error;
    }
  }

  #countSteps(story: readonly StoryLine[]): void {
    for (const { kind, step } of story) if (kind === 'done' && step !== null) this.metrics.steps.inc({ step });
  }

  #countPass(claim: Claim, { kind, reason }: { kind: string; reason: string }): void {
    this.metrics.passes.inc({ outcome: kind, reason });
    this.metrics.passSeconds.observe({ outcome: kind }, (performance.now() - (this.#began.get(claim) ?? performance.now())) / 1_000);
  }
}
