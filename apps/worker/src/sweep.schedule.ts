import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#core';
import type { Sweep } from '#lifecycle';
import { inSpan } from '#platform';

const EVERY_MS = 1_000;
/** A run may be in the middle of a slow call; whoever takes it up makes that step again. */
const FINISH_MS = 2_000;

/** Looks every second for a sweep that is due, and works on it. */
export class SweepSchedule {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly sweep: Sweep,
    private readonly log: Log,
  ) {}

  start(): void {
    this.#next(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.sweep.stop();
    if (this.#timer) clearTimeout(this.#timer);
    const over = new AbortController();
    await Promise.race([this.#running, pause(FINISH_MS, undefined, { signal: over.signal })]).finally(() => over.abort());
  }

  #next(afterMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, afterMs);
  }

  async #run(): Promise<void> {
    try {
      this.#next((await this.sweep.run(inSpanOfRun)) ? 0 : EVERY_MS);
    } catch (error) {
      this.log.warn({ error: String(error) }, 'A sweep broke off; a worker goes on with it');
      this.#next(EVERY_MS);
    }
  }
}

/** What a worker does of a run in one go: whoever takes it up later begins another. */
const inSpanOfRun: NonNullable<Parameters<Sweep['run']>[0]> = ({ tenantId, id, kind, phase }, work) =>
  inSpan('sweep run', { kind: 'internal', attributes: { 'lockstep.tenant': tenantId, 'lockstep.run': id, 'lockstep.kind': kind, 'lockstep.phase': phase } }, work);
