import type { HubError } from '../http/hub-error.js';
import { isMet, readPrecondition } from '../http/if-match.js';

/** Throws the refusal unless the etag that was sent is the present one; none at all is not enough. */
export function checkEtag(sent: string | undefined, present: string, refusal: HubError): void {
  const precondition = readPrecondition(sent);
  if (precondition.kind === 'none' || !isMet(precondition, present)) throw refusal;
}
