const DEFAULT_MS = 10_000;
const LEAST_MS = 1_000;
const MOST_MS = 60 * 60_000;
const SECONDS = /^[0-9]{1,10}$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/;

/**
 * How long a Retry-After header asks us to wait, in milliseconds: seconds or an HTTP date, 10 s where there is none that can
 * be read. Never under a second, and never over an hour, so that one wrong clock does not silence a fleet for a day.
 * Source: RFC 9110, Retry-After.
 */
export function readRetryAfter(header: string | undefined, now: Date): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, askedFor(header?.trim() ?? '', now)));
}

function askedFor(text: string, now: Date): number {
  if (SECONDS.test(text)) return Number(text) * 1000;
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? DEFAULT_MS : date - now.getTime();
}
