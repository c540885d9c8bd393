import { argumentInvalid, HubError } from '../http/hub-error.js';
import { foldNames, isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { TwinParts } from './twin.js';

/** Clients send the whole twin back; of that only `tags` and `properties.desired` are read. */
const MEMBERS: ReadonlySet<string> = new Set([
  'deviceid',
  'moduleid',
  'modelid',
  'etag',
  'deviceetag',
  'version',
  'tags',
  'properties',
  'status',
  'statusreason',
  'statusupdatetime',
  'connectionstate',
  'lastactivitytime',
  'cloudtodevicemessagecount',
  'authenticationtype',
  'x509thumbprint',
  'capabilities',
  'devicescope',
  'parentscopes',
  'configurations',
  'moduleorigin',
  'deploymentmanifest',
]);

/**
 * Reads what a client wants to write into a twin. An unknown member is refused, as the service does
 * (Azure/AI-PredictiveMaintenance issue 153: 400 GenericBadRequest for `desiredProperties`).
 */
export function readTwinBody(body: JsonObject): TwinParts {
  const unknown = Object.keys(body).find((name) => !MEMBERS.has(name.toLowerCase()));
  if (unknown !== undefined) throw new HubError('GenericBadRequest', 'BadRequest', { note: `unknown member ${unknown}` });
  const { tags, desired } = readTwinParts(body);
  return { tags, desired };
}

/** Reads tags, desired and reported properties out of a twin or an entry of a bulk, without the hub's own `$metadata` and `$version`. */
export function readTwinParts(body: JsonObject): TwinParts {
  const folded = foldNames(body);
  const properties = foldNames(objectOf(folded['properties'], 'properties') ?? {});
  return {
    tags: objectOf(folded['tags'], 'tags'),
    desired: sectionOf(properties['desired'], 'properties.desired'),
    reported: sectionOf(properties['reported'], 'properties.reported'),
  };
}

function sectionOf(value: JsonValue | undefined, name: string): JsonObject | undefined {
  const section = objectOf(value, name);
  if (!section) return undefined;
  const { $metadata: _metadata, $version: _version, ...values } = section;
  return values;
}

function objectOf(value: JsonValue | undefined, name: string): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (isJsonObject(value)) return value;
  throw argumentInvalid(`The ${name} of the twin must be an object.`);
}
