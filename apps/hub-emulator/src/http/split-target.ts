import { HubError } from './hub-error.js';

/** The target of a request, taken apart. */
export interface Target {
  /** As it was sent, without the query. */
  readonly path: string;
  /** The parts between slashes, percent-decoded exactly once; an empty last part (a trailing slash) is left out. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

/**
 * Splits before it decodes, and decodes once: a device id may hold `%`, `?` and `#`, so `a%2541` is the id `a%41`. The URL
 * class is not used, because it resolves `.` and `..`, which may also be ids.
 */
export function splitTarget(target: string): Target {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const segments = path.split('/').slice(1).map(decodeSegment);
  if (segments.at(-1) === '') segments.pop();
  return { path, segments, query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)) };
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) throw new HubError('ArgumentInvalid', 'BadRequest', { note: 'the path has a broken percent code' });
    throw error;
  }
}
