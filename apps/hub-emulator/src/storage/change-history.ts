import type { Device } from '../devices/device.js';

interface Step {
  readonly at: number;
  readonly deviceId: string;
  /** What it was before the change; undefined when it was not there. */
  readonly before: Device | undefined;
}

/** Steps that are let go before the list is cut. */
const SLACK = 1024;

/** Remembers what devices were a while ago, for queries that lag behind. It remembers nothing while nobody lags. */
export class ChangeHistory {
  #steps: Step[] = [];
  #first = 0;

  /**
   * @param now milliseconds.
   * @param keepMs how far back somebody may look; it may change at any time.
   */
  constructor(
    private readonly now: () => number,
    private readonly keepMs: () => number,
  ) {}

  /** Notes a change that is about to happen. */
  note(deviceId: string, before: Device | undefined): void {
    const keep = this.keepMs();
    if (keep === 0) return this.forget();
    const at = this.now();
    this.#steps.push({ at, deviceId, before });
    while ((this.#steps[this.#first]?.at ?? Infinity) < at - keep) this.#first += 1;
    if (this.#first < SLACK) return;
    this.#steps.splice(0, this.#first);
    this.#first = 0;
  }

  /** What the devices were so long ago that have changed since; undefined stands for a device that was not there. */
  changedSince(lagMs: number): ReadonlyMap<string, Device | undefined> {
    const since = this.now() - lagMs;
    const before = new Map<string, Device | undefined>();
    for (let index = this.#steps.length - 1; index >= this.#first; index -= 1) {
      const step = this.#steps[index]!;
      if (step.at <= since) break;
      before.set(step.deviceId, step.before);
    }
    return before;
  }

  private forget(): void {
    if (this.#steps.length === 0) return;
    this.#steps = [];
    this.#first = 0;
  }
}
