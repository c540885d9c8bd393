import { argumentInvalid, type HubError } from '../http/hub-error.js';

/** A query that is not understood is refused, never answered with a guess. */
export function badQuery(why: string): HubError {
  return argumentInvalid(`The query is invalid: ${why}.`);
}
