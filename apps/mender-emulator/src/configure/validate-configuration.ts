import { Refusal } from '../http/refusal.js';
import type { ConfigurationValues } from '../model.js';

const MOST_CHARACTERS = 4096;

/**
 * The body of a configuration, checked: a flat object of strings, keys from 1 to 4096 characters, values up to 4096.
 * Refuses with 400 otherwise. Source: Mender device configuration API v1.
 */
export function validateConfiguration(body: unknown): ConfigurationValues {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new Refusal(400, 'malformed request body: an object of strings is expected');
  }
  for (const [key, value] of Object.entries(body)) {
    if (key === '') throw invalid('key: cannot be blank');
    if (key.length > MOST_CHARACTERS) throw invalid(`key: the length must be no more than ${MOST_CHARACTERS}`);
    if (typeof value !== 'string') throw invalid(`value of ${key}: must be a string`);
    if (value.length > MOST_CHARACTERS) throw invalid(`value of ${key}: the length must be no more than ${MOST_CHARACTERS}`);
  }
  return body as ConfigurationValues;
}

const invalid = (what: string): Refusal => new Refusal(400, `invalid request body: ${what}`);
