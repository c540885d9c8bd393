import type { Device } from '../devices/device.js';
import { findModule } from '../devices/modules.js';
import { HubError, argumentInvalid } from '../http/hub-error.js';
import { foldNames, isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import type { Switches } from '../switches.js';

/** Most entries in one bulk. Source: the service's REST description. */
export const BULK_MOST = 100;

/** `createOrUpdate` exists only for import jobs; the REST call does not know it. Source: the service's REST description. */
const MODES = ['create', 'update', 'updateIfMatchETag', 'delete', 'deleteIfMatchETag', 'updateTwin', 'updateTwinIfMatchETag'] as const;
export type ImportMode = (typeof MODES)[number];

/** One entry of a bulk: what to do with which device. */
export interface BulkEntry {
  readonly deviceId: string;
  readonly mode: ImportMode;
  readonly etag: string | undefined;
  readonly twinEtag: string | undefined;
  /** Absent when the entry is about the device itself. */
  readonly moduleId: string | undefined;
  /** The entry as it was sent. */
  readonly body: JsonObject;
}

/**
 * Reads a bulk. Throws 400 when it is no array of entries or names a device twice, 413 TooManyDevices (a switch) beyond 100 entries.
 */
export function readBulk(body: JsonValue, { bulkTooManyStatus }: Switches): readonly BulkEntry[] {
  if (!Array.isArray(body)) throw new HubError('IotHubFormatError', 'BadRequest', { note: 'the bulk is not an array' });
  if (body.length === 0) throw argumentInvalid('The bulk must have 1 to 100 devices.');
  if (body.length > BULK_MOST) {
    throw new HubError('TooManyDevices', `A bulk may have at most ${BULK_MOST} devices.`, { status: bulkTooManyStatus });
  }
  const entries = body.map((entry) => readEntry(entry, readMode));
  checkOnce(entries);
  return entries;
}

/**
 * Reads one line of an import job, which may also create or update: which of the two depends on whether the device is there.
 * Without a mode it does just that. Throws 400. Source: Azure IoT Hub, import and export of identities in bulk.
 */
export function readImportEntry(body: JsonValue, find: (deviceId: string) => Device | undefined): BulkEntry {
  return readEntry(body, (value, deviceId, moduleId) => {
    const mode = typeof value === 'string' && value !== '' ? value.toLowerCase() : 'createorupdate';
    if (!mode.startsWith('createorupdate')) return readMode(value);
    const device = find(deviceId);
    const isThere = moduleId === undefined ? device : device && findModule(device, moduleId);
    if (!isThere) return 'create';
    return readMode(mode.replace('createor', ''));
  });
}

type FindMode = (value: JsonValue | undefined, deviceId: string, moduleId: string | undefined) => ImportMode;

function readEntry(body: JsonValue, findMode: FindMode): BulkEntry {
  if (!isJsonObject(body)) throw new HubError('IotHubFormatError', 'BadRequest', { note: 'an entry of the bulk is not an object' });
  const folded = foldNames(body);
  const deviceId = folded['id'];
  if (typeof deviceId !== 'string' || deviceId === '') {
    throw new HubError('ArgumentNull', 'BadRequest', { note: 'an entry of the bulk has no id' });
  }
  const moduleId = textOf(folded['moduleid']);
  return {
    deviceId,
    mode: findMode(folded['importmode'], deviceId, moduleId),
    etag: textOf(folded['etag']),
    twinEtag: textOf(folded['twinetag']),
    moduleId,
    body,
  };
}

function readMode(value: JsonValue | undefined): ImportMode {
  // What the service does without a mode is not documented; refusing it shows a client its mistake.
  if (typeof value !== 'string') throw new HubError('ArgumentNull', 'BadRequest', { note: 'an entry of the bulk has no importMode' });
  const mode = MODES.find((name) => name.toLowerCase() === value.toLowerCase());
  if (mode) return mode;
  throw argumentInvalid(`The import mode '${value}' is invalid.`);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Source of the text: azure-iot-sdk-csharp issue 3481, which also shows that modules of one device count as the device. */
function checkOnce(entries: readonly BulkEntry[]): void {
  const seen = new Set<string>();
  for (const { deviceId } of entries) {
    if (seen.has(deviceId)) throw new HubError('DeviceDefinedMultipleTimes', `DeviceDefinedMultipleTimes, device ID ${deviceId}`);
    seen.add(deviceId);
  }
}
