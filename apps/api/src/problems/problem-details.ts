import { Failure, IntegrationStale, Refusal, TwinIsStale } from '#core';
import { etagOf } from '../http/etags.js';
import { twinResponse } from '../twins/twin-responses.js';

/** What a problem carries beside its text: members of its body, and headers. */
export interface ProblemDetails {
  members: Readonly<Record<string, unknown>>;
  headers: Readonly<Record<string, string>>;
}

export const NOTHING_MORE: ProblemDetails = { members: {}, headers: {} };

export function detailsOf(error: unknown): ProblemDetails {
  if (error instanceof TwinIsStale) {
    const { seen, current } = error;
    return { members: { yourEtag: seen, current: twinResponse(current) }, headers: { etag: etagOf(current.etag) } };
  }
  if (error instanceof IntegrationStale) return { members: error.facts, headers: { etag: etagOf(error.facts.currentVersion) } };
  if (error instanceof Refusal) return { members: error.facts, headers: {} };
  if (error instanceof Failure && 'ms' in error.retry) return { members: {}, headers: { 'retry-after': String(Math.ceil(error.retry.ms / 1000)) } };
  return NOTHING_MORE;
}
