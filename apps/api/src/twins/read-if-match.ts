import { InvalidRequest } from '#core';
import { IfMatchMissing } from '../http/etags.js';

/**
 * The etag of the twin that the caller saw. Throws IfMatchMissing without one: "*" would overwrite what the caller never saw.
 * Throws InvalidRequest for what is no single strong etag. Source: RFC 9110, 13.1.1; RFC 6585, 3.
 */
export function readIfMatch(header: string | undefined): string {
  if (header === undefined || header.trim() === '*') {
    throw new IfMatchMissing('Send the header If-Match with the ETag of the twin that you saw, so that no other change is lost.');
  }
  const [, etag] = /^\s*"([\x21\x23-\x7e]{1,200})"\s*$/.exec(header) ?? [];
  if (etag === undefined) {
    const detail = 'must be the one ETag that the twin was answered with, in double quotes';
    throw new InvalidRequest(`If-Match: ${detail}`, [{ parameter: 'If-Match', detail }]);
  }
  return etag;
}
