import { InvalidRequest, Refusal } from '#core';

/** A change came without the version that it is meant for. */
export class IfMatchMissing extends Refusal {
  readonly code = 'if-match-missing';
}

/** The strong entity tag of a version. */
export const etagOf = (version: number | string): string => `"${version}"`;

/** The version that a change is meant for, of one tag or of `*`, which is any: null. Throws IfMatchMissing, InvalidRequest. */
export function readIfMatch(header: string | undefined): number | null {
  const version = readOptionalIfMatch(header);
  if (version === undefined) throw new IfMatchMissing('Send the ETag that you saw as If-Match, so that nobody else\'s change is lost.');
  return version;
}

/** As readIfMatch; undefined where there is none. Throws InvalidRequest. */
export function readOptionalIfMatch(header: string | undefined): number | null | undefined {
  if (header === undefined || header === '') return undefined;
  if (header === '*') return null;
  const [, version] = /^"(\d{1,9})"$/.exec(header) ?? [];
  if (version) return Number(version);
  const detail = 'must be the ETag of this resource, such as "3", or *';
  throw new InvalidRequest(`If-Match: ${detail}`, [{ parameter: 'If-Match', detail }]);
}
