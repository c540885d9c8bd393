import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { RateLimits, type Allowance, type CountedThing } from '#core';

export interface RateLimitSettings {
  /** A minute, of one caller. */
  requests: number;
  /** A minute, of one address: to sign in, and likewise to each event source. */
  failedSignIns: number;
  /** Null: every process counts by itself, so that two allow twice as much. */
  redisUrl: string | null;
}

const WINDOW_S = 60;
const PREFIX = 'lockstep-rate';
const COMMAND_MS = 500;

/** Counts in fixed windows of a minute, in Redis where there is one, in this process while Redis does not answer. */
export class CountedRates extends RateLimits {
  readonly #redis: Redis | null;
  readonly #limiters: Record<CountedThing, RateLimiterAbstract>;

  constructor({ requests, failedSignIns, redisUrl }: RateLimitSettings) {
    super();
    this.#redis = redisUrl === null ? null : connect(redisUrl);
    this.#limiters = {
      requests: this.#limiter('requests', requests),
      'failed-sign-ins': this.#limiter('failed-sign-ins', failedSignIns),
      'bad-signatures': this.#limiter('bad-signatures', failedSignIns),
    };
  }

  override async count(what: CountedThing, who: string): Promise<Allowance> {
    const limiter = this.#limiters[what];
    const result = await limiter.consume(who).catch((refused: unknown) => {
      if (refused instanceof RateLimiterRes) return refused;
      throw refused;
    });
    return {
      granted: result.consumedPoints <= limiter.points,
      quota: limiter.points,
      windowS: WINDOW_S,
      left: Math.max(0, result.remainingPoints),
      resetS: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
    };
  }

  close(): void {
    this.#redis?.disconnect();
  }

  #limiter(keyPrefix: string, points: number): RateLimiterAbstract {
    const terms = { keyPrefix: `${PREFIX}:${keyPrefix}`, points, duration: WINDOW_S };
    const here = new RateLimiterMemory(terms);
    if (!this.#redis) return here;
    return new RateLimiterRedis({ ...terms, storeClient: this.#redis, rejectIfRedisNotReady: true, insuranceLimiter: here });
  }
}

/** A request is never held up by a counter: what does not answer at once is counted here. */
function connect(url: string): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS });
  // Without a listener a connection that breaks would end the process.
  redis.on('error', () => undefined);
  return redis;
}
