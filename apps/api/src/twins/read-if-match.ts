import { InvalidRequest, PreconditionMissing } from '#core';

/**
 * The etag of the twin that the caller saw. Throws PreconditionMissing without one: "*" would overwrite what the caller never saw.
 * Throws InvalidRequest for what is no single strong etag. Source: RFC 9110, 13.1.1; RFC 6585, 3.
 */
export function readIfMatch(header: string | undefined): string {
  if (header === undefined || header.trim() === '*') {
    throw new PreconditionMissing('Send the header If-Match with the ETag of the twin that you saw, so that no other change is lost.');
  }
  const [, etag] = /^\s*"([\x21\x23-\x7e]{1,200})"\s*$/.exec(header) ?? [];
  if (etag === undefined) throw new InvalidRequest('If-Match must hold the one ETag that the twin was answered with, in double quotes.');
  return etag;
}
