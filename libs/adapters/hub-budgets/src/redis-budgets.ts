import { randomUUID } from 'node:crypto';
import { Redis, type Result } from 'ioredis';
import { FRESH_USE_MS, HubBudgets, HubCategory, SLICE_MS, sightsOf, type Budget, type BudgetKey, type BudgetSight, type BudgetUse, type Ask, type Slice, type Pace, type Slowdown } from '#core';
import { SLOW_DOWN_SCRIPT, TAKE_SCRIPT } from './redis-scripts.js';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    takeFromBudget(key: string, ...values: number[]): Result<[operations: string, ms: string], Context>;
    slowDownBudget(key: string, ...values: number[]): Result<number, Context>;
  }
}

const PREFIX = 'lockstep:hub-budget';
const ANSWER_MS = 2_000;
/** A budget that nobody used for so long begins anew. */
const KEPT_MS = 24 * 60 * 60_000;

/** Budgets in Redis: each step is one script, so processes cannot take the same slice, and Redis' own clock counts. */
export class RedisBudgets extends HubBudgets {
  readonly #redis: Redis;
  readonly #process = randomUUID();

  constructor(url: string) {
    super();
    this.#redis = new Redis(url, { maxRetriesPerRequest: 1, commandTimeout: ANSWER_MS, retryStrategy: (attempt) => Math.min(attempt * 100, 2_000) });
    // It connects again by itself; without a listener an error would end the process.
    this.#redis.on('error', () => undefined);
    this.#redis.defineCommand('takeFromBudget', { numberOfKeys: 1, lua: TAKE_SCRIPT });
    this.#redis.defineCommand('slowDownBudget', { numberOfKeys: 1, lua: SLOW_DOWN_SCRIPT });
  }

  override async take(key: BudgetKey, { pace, most, ahead = 0 }: Ask): Promise<Slice> {
    const [operations, ms] = await this.#redis.takeFromBudget(budgetOf(key), ...paceValues(pace), most, SLICE_MS, KEPT_MS, ahead);
    return Number(operations) > 0 ? { operations: Number(operations), inMs: Number(ms) } : { closedMs: Number(ms) };
  }

  override async slowDown(key: BudgetKey, { pace, slowdown }: { pace: Pace; slowdown: Slowdown }): Promise<void> {
    const { keep, sentAgoMs, closeMs } = slowdown;
    await this.#redis.slowDownBudget(budgetOf(key), ...paceValues(pace), keep, sentAgoMs, closeMs, KEPT_MS);
  }

  override async report(hubId: string, use: readonly BudgetUse[]): Promise<void> {
    const now = await this.#now();
    const key = usesOf(hubId);
    await this.#redis.multi().hset(key, this.#process, JSON.stringify({ at: now, use })).pexpire(key, 6 * FRESH_USE_MS).exec();
  }

  override async look(hubId: string): Promise<BudgetSight[]> {
    const now = await this.#now();
    const told = Object.values(await this.#redis.hgetall(usesOf(hubId))).map((text) => JSON.parse(text) as { at: number; use: BudgetUse[] });
    const budgets = await Promise.all(HubCategory.options.map(async (category) => [category, budgetIn(await this.#redis.hgetall(budgetOf({ hubId, category })))] as const));
    const known = budgets.filter((entry): entry is [HubCategory, Budget] => entry[1] !== null);
    return sightsOf(told.filter(({ at }) => now - at < FRESH_USE_MS).map(({ use }) => use), new Map(known), now);
  }

  override async forget(hubId: string): Promise<void> {
    await this.#redis.del(HubCategory.options.map((category) => budgetOf({ hubId, category })));
  }

  /** May be called more than once. */
  close(): void {
    this.#redis.disconnect();
  }

  async #now(): Promise<number> {
    const [seconds, microseconds] = await this.#redis.time();
    return Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  }
}

const budgetOf = ({ hubId, category }: BudgetKey): string => `${PREFIX}:${hubId}:${category}`;
const usesOf = (hubId: string): string => `${PREFIX}-uses:${hubId}`;

const paceValues = ({ perMinute, firstShare, leastShare, learns }: Pace): number[] => [perMinute, firstShare, leastShare, learns ? 1 : 0];

const budgetIn = (fields: Record<string, string>): Budget | null =>
  fields.share === undefined
    ? null
    : {
        spokenFor: Number(fields.spokenFor),
        share: Number(fields.share),
        shareAt: Number(fields.shareAt),
        slowedAt: Number(fields.slowedAt),
        closedUntil: Number(fields.closedUntil),
      };
