import { RateLimits, TooManyRequests, type CountedThing } from '#core';

/** What takes the headers of an answer. */
export interface AnsweringReply {
  header(name: string, value: string): unknown;
}

const WORDS: Readonly<Record<CountedThing, string>> = {
  requests: 'requests',
  'failed-sign-ins': 'attempts to sign in that failed',
  'bad-signatures': 'webhooks without a good signature',
};

/** Counts what a caller does, tells it what is left, and stops it when that is nothing. */
export class LimitRequests {
  constructor(private readonly limits: RateLimits) {}

  /** Throws TooManyRequests. The headers are those of draft-ietf-httpapi-ratelimit-headers-10, which is no RFC. */
  async count(what: CountedThing, who: string, reply: AnsweringReply): Promise<void> {
    const { granted, quota, windowS, left, resetS } = await this.limits.count(what, who);
    reply.header('ratelimit-policy', `"${what}";q=${quota};w=${windowS}`);
    reply.header('ratelimit', `"${what}";r=${left};t=${resetS}`);
    if (granted) return;
    reply.header('retry-after', String(resetS));
    throw new TooManyRequests(`At most ${quota} ${WORDS[what]} in ${windowS} s. Try again in ${resetS} s.`);
  }
}
