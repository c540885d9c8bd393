import type { WantedModule } from '../devices/modules.js';
import { readIdentity } from '../devices/read-identity.js';
import { argumentInvalid } from '../http/hub-error.js';
import { foldNames, type JsonObject } from '../json.js';

/** Reads the writable part of a module out of a module (single) or an entry of a bulk. Throws 400 ArgumentInvalid. */
export function readModule(body: JsonObject): WantedModule {
  const managedBy = foldNames(body)['managedby'] ?? null;
  if (managedBy !== null && typeof managedBy !== 'string') throw argumentInvalid('The managedBy of the module must be a text.');
  return { managedBy, authentication: readIdentity(body).authentication };
}
