import type { HubError } from '../http/hub-error.js';
import { CATEGORIES, forEachCategory, type Category } from './categories.js';
import { DayQuota } from './day-quota.js';
import { Lane, type Rule, type WaitEnd } from './lane.js';
import { Ledger } from './ledger.js';
import { limitsOf, type Limits } from './limits.js';
import { throttled, type ThrottleCode } from './refuse.js';
import { ThrottleSettings, type ForeignLoad, type ThrottleChange } from './settings.js';
import type { ThrottleClock } from './throttle-clock.js';

const MINUTE_MS = 60_000;
const SECONDS_A_MINUTE = 60;
/** While nothing is limited. */
const UNLIMITED: Rule = { perMs: Infinity, capacity: Infinity, backlog: 0, maxWaitMs: 0, queue: false };
/** Jobs are slowed down, never refused: nobody waits for an answer. */
const OF_JOBS: ReadonlySet<Category> = new Set(['job-devices', 'import-devices']);
/** Timers of Node.js turn a longer wait into none. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Slows the callers of one hub down as its edition does, and keeps the record of it. */
export class Throttle {
  readonly quota: DayQuota;
  readonly #lanes: Record<Category, Lane>;
  readonly #ledgers: Record<Category, Ledger>;
  readonly #foreign = forEachCategory(() => 0);
  #settings: ThrottleSettings;
  #limits: Limits | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: ThrottleClock,
    settings: ThrottleChange = {},
  ) {
    const now = clock.now();
    this.#settings = ThrottleSettings.parse(settings);
    this.#limits = limitsFor(this.#settings);
    this.quota = new DayQuota(clock, this.mostBlocks());
    this.#lanes = forEachCategory((category) => new Lane(this.ruleOf(category), now));
    this.#ledgers = forEachCategory(() => new Ledger(now));
    clock.watch(() => this.tick());
  }

  get settings(): ThrottleSettings {
    return this.#settings;
  }

  /** What the edition allows; undefined while nothing is limited. */
  get limits(): Limits | undefined {
    return this.#limits;
  }

  /** Resolves when a request that costs so much may go on. Rejects with a HubError 429. */
  async admit(category: Category, cost: number): Promise<void> {
    const now = this.clock.now();
    const ledger = this.#ledgers[category];
    ledger.ask(cost, now);
    const { promise, resolve } = Promise.withResolvers<WaitEnd>();
    const verdict = this.#lanes[category].ask(cost, now, (end, at) => {
      if (end === 'admitted') ledger.use(cost, at);
      resolve(end);
    });
    if (verdict === 'refused') throw this.refuse(category, cost, 'ThrottlingException');
    if (verdict === 'backlog-full') throw this.refuse(category, cost, 'ThrottleBacklogLimitExceeded');
    if (verdict === 'admitted') return ledger.use(cost, now);
    ledger.wait(now);
    this.setTimer();
    if ((await promise) === 'timed-out') throw this.refuse(category, cost, 'ThrottlingBacklogTimeout');
  }

  /** Changes the named settings. What was saved up stays, as far as it fits. */
  change(some: ThrottleChange): ThrottleSettings {
    this.#settings = ThrottleSettings.parse({ ...this.#settings, ...some });
    this.#limits = limitsFor(this.#settings);
    this.applyRules();
    return this.#settings;
  }

  /** Another client starts or stops to use up a share, or uses so much at once. */
  load({ category, share, once }: ForeignLoad): void {
    if (share !== undefined) this.#foreign[category] = share;
    this.applyRules();
    if (once !== undefined && this.limits) this.#lanes[category].take(once, this.clock.now());
    this.tick();
  }

  /** What one category may use: steadily, at once, and what it has used. */
  report(category: Category): object {
    const now = this.clock.now();
    const { perMs, capacity } = this.ruleOf(category);
    const { total, minutes, busiest } = this.#ledgers[category];
    const limited = this.limits !== undefined;
    return {
      allowedPerMinute: limited ? perMs * MINUTE_MS : null,
      burst: limited ? capacity : null,
      left: limited ? this.#lanes[category].level(now) : null,
      foreignShare: this.#foreign[category],
      waiting: this.#lanes[category].waiting,
      ...total,
      busiestMinute: busiest,
      minutes,
    };
  }

  /** The busiest sliding minute of each category that was used, against what the edition allows in one. */
  checkMinutes(): object[] {
    return CATEGORIES.flatMap((category) => {
      const { total, busiest } = this.#ledgers[category];
      if (total.calls === 0) return [];
      const { perMs, capacity } = this.ruleOf(category);
      const allowed = this.limits ? perMs * MINUTE_MS : null;
      const most = allowed === null ? null : allowed + capacity;
      return [{ category, ...busiest, allowed, allowedWithBurst: most, tooMany: most !== null && busiest.asked.amount > most + 1e-6, refused: total.refused }];
    });
  }

  /** Begins a new record: minute 0 is now. What is saved up stays. */
  clear(): void {
    const now = this.clock.now();
    for (const category of CATEGORIES) this.#ledgers[category].clear(now);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  private refuse(category: Category, cost: number, code: ThrottleCode): HubError {
    this.#ledgers[category].refuse(code, cost, this.clock.now());
    return throttled(code, category);
  }

  private applyRules(): void {
    const now = this.clock.now();
    for (const category of CATEGORIES) this.#lanes[category].setRule(this.ruleOf(category), now);
    this.quota.setMost(this.mostBlocks());
    this.setTimer();
  }

  private mostBlocks(): number {
    return this.#settings.dailyBlocks ?? this.limits?.dailyBlocks ?? Infinity;
  }

  private ruleOf(category: Category): Rule {
    const { limits, settings } = this;
    if (!limits) return UNLIMITED;
    const perMinute = limits.perMinute[category];
    return {
      perMs: (perMinute * (1 - this.#foreign[category])) / MINUTE_MS,
      // Never less than one request, or a second's worth: an empty bucket would let nobody in.
      capacity: Math.max(1, perMinute / SECONDS_A_MINUTE, perMinute * settings.burstMinutes),
      ...(OF_JOBS.has(category)
        ? { backlog: Infinity, maxWaitMs: Infinity, queue: true }
        : { backlog: settings.backlog, maxWaitMs: settings.maxWaitSeconds * 1000, queue: settings.queue }),
    };
  }

  private tick(): void {
    const now = this.clock.now();
    for (const category of CATEGORIES) this.#lanes[category].advance(now);
    this.setTimer();
  }

  private setTimer(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...CATEGORIES.map((category) => this.#lanes[category].nextAt() ?? Infinity));
    if (next === Infinity) return;
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(1, Math.ceil(this.clock.realFor(next - this.clock.now()))));
    this.#timer = setTimeout(() => this.tick(), wait).unref();
  }
}

function limitsFor({ sku, units }: ThrottleSettings): Limits | undefined {
  return sku ? limitsOf(sku, units) : undefined;
}
