import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../../support/lockstep.js';
import { findViolations } from '../invariants/index.js';
import { Chance } from '../model/chance.js';
import { possibleMoves } from '../model/life.js';
import { duration, type Print } from '../run/print.js';
import { OWN_VALUES } from '../run/own-values.js';
import { waitForRest } from '../run/rest.js';
import { detailsOf } from '../run/run-batch.js';
import { seeDevices, seeLetters } from '../run/see-devices.js';
import { checksOf } from '../run/see-hub.js';
import { Site } from '../run/site.js';
import { FaultStack } from '../stack/fault-stack.js';
import { planMishaps, type Mishap, type Planned } from './soak-plan.js';

export interface SoakOptions {
  backend: Backend;
  events: number;
  devices: number;
  /** Events a second, at most. */
  pace: number;
  workers: number;
  seed: number;
  counts: Readonly<Record<Mishap, number>>;
}

const TICK_MS = 200;
const TELL_MS = 10_000;
/** Webhooks that are not acknowledged yet: more, and the fleet waits for us. */
const MOST_OPEN = 500;
/** After the last event. */
const REST_MS = 10 * 60_000;

/**
 * Many acknowledged events while workers are killed, Redis forgets and PostgreSQL is stopped hard; then rest, and every invariant over every
 * device. Answers whether nothing was lost and nothing violated.
 */
export async function soak(options: SoakOptions, print: Print): Promise<boolean> {
  const stack = await FaultStack.start({ backend: options.backend, chance: new Chance(options.seed).fork('stack'), workers: options.workers, settings: { LOG_LEVEL: 'error' } });
  try {
    return await new Soak(stack, options, print).run();
  } finally {
    await stack.stop();
  }
}

class Soak {
  readonly #site: Site;
  readonly #chance: Chance;
  readonly #done: Record<Mishap, number> = { kill: 0, flush: 0, 'database-stop': 0 };
  readonly #began = performance.now();
  #isOver = false;

  constructor(
    private readonly stack: FaultStack,
    private readonly options: SoakOptions,
    private readonly print: Print,
  ) {
    this.#chance = new Chance(options.seed).fork('soak');
    this.#site = new Site(stack, this.#chance, Array.from({ length: options.devices }, (_, index) => `soak-${index}`));
  }

  async run(): Promise<boolean> {
    for (const deviceId of this.#site.deviceIds) await this.stack.menderControl.configure(deviceId, OWN_VALUES);
    const telling = setInterval(() => this.#tell(), TELL_MS);
    try {
      await Promise.all([this.#live(), this.#suffer(planMishaps(this.#chance.fork('plan'), this.options.events, this.#counts)), this.#post()]);
      this.#tell();
      await this.stack.mend();
      const rest = await waitForRest(this.#site, { withinMs: REST_MS, realMs: REST_MS });
      return await this.#judge(rest.afterMs);
    } finally {
      clearInterval(telling);
    }
  }

  /** Only where there is a Redis can it forget. */
  get #counts(): Record<Mishap, number> {
    return { ...this.options.counts, flush: this.stack.servers.redis ? this.options.counts.flush : 0 };
  }

  get #acknowledged(): number {
    return this.stack.office.acknowledged;
  }

  /** Bursts of moves by random devices, as fast as the pace allows and the mail goes out. */
  async #live(): Promise<void> {
    while (this.#acknowledged < this.options.events) {
      const ticked = pause(TICK_MS);
      if (this.stack.office.open < MOST_OPEN) await this.#burst(Math.ceil((this.options.pace * TICK_MS) / 1_000));
      await ticked;
    }
    this.#isOver = true;
  }

  async #burst(size: number): Promise<void> {
    const { models } = this.#site;
    const chosen = new Set(Array.from({ length: size }, () => this.#chance.pick(this.#site.deviceIds)));
    const byMove = Map.groupBy(chosen, (deviceId) => this.#chance.pick(possibleMoves(models.get(deviceId)!.state)));
    for (const [move, deviceIds] of byMove) await this.#site.together(move, deviceIds);
  }

  /** What was not acknowledged is sent again, as a sender does who heeds a 503. */
  async #post(): Promise<void> {
    while (!this.#isOver) {
      await pause(1_000);
      await this.stack.office.sendAgain();
    }
  }

  async #suffer(plan: readonly Planned[]): Promise<void> {
    for (const { afterEvents, mishap } of plan) {
      while (this.#acknowledged < afterEvents && !this.#isOver) await pause(50);
      await this.#happen(mishap);
      this.#done[mishap] += 1;
    }
  }

  async #happen(mishap: Mishap): Promise<void> {
    const { stack } = this;
    switch (mishap) {
      case 'kill':
        await this.#chance.pick(stack.workers.filter(({ isAlive }) => isAlive)).kill();
        return stack.fillWorkers();
      case 'flush':
        return void (await stack.servers.redis!.client.flushall());
      case 'database-stop':
        return stack.servers.postgres.crash(() => pause(this.#chance.between(200, 3_000)));
    }
  }

  #tell(): void {
    const { kill, flush, 'database-stop': stops } = this.#done;
    const passedMs = performance.now() - this.#began;
    const left = Math.max(0, this.options.events - this.#acknowledged);
    const leftMs = (passedMs / Math.max(1, this.#acknowledged)) * left;
    this.print(`${this.#acknowledged} of ${this.options.events} events acknowledged, ${this.stack.office.open} open; ${kill} kills, ${flush} flushes, ${stops} stops of the database; about ${duration(leftMs)} left`);
  }

  async #judge(restMs: number | null): Promise<boolean> {
    const devices = await seeDevices(this.#site);
    const checks = await checksOf(this.#site);
    const lastedMs = performance.now() - this.#began;
    const nothing = { probes: [], unwoken: this.#site.unwoken, secretsFound: [], neighbour: null, replay: null, fault: null };
    const violations = findViolations({ devices, ...checks, letters: await seeLetters(this.#site), ...nothing, recoveredMs: restMs, boundMs: REST_MS, lastedMs });
    for (const { invariant, what } of violations.slice(0, 50)) this.print(`  ${invariant.id} ${what}`);
    if (violations.length > 0) this.print(detailsOf(devices, violations));
    const lost = violations.filter(({ invariant }) => invariant.id === 'I2').length;
    const settled = devices.filter(({ row }) => row?.sync === 'in-sync').length;
    const { kill, flush, 'database-stop': stops } = this.#done;
    this.print(
      `${this.options.backend}: ${this.#acknowledged} events acknowledged under ${kill} kills, ${flush} flushes and ${stops} stops of the database in ${duration(lastedMs)}: ${lost} lost, ${settled} of ${devices.length} devices at rest` +
        `${restMs === null ? ', and rest did not come' : ` ${duration(restMs)} after the last event`}; ${violations.length === 0 ? 'no violation' : `${violations.length} VIOLATIONS`}`,
    );
    return violations.length === 0 && restMs !== null;
  }
}
