import type { DeviceKey } from '../device-key.js';
import { NOTHING, Numeral, isJsonList, isJsonObject, type JsonObject, type JsonValue } from './json.js';

/** Names a twin: a device's own, or that of one of its modules. */
export interface TwinAddress {
  key: DeviceKey;
  /** Null for the device itself. */
  moduleId: string | null;
}

/** What a back end may write. */
export interface TwinParts {
  desired: JsonObject;
  tags: JsonObject;
}

/** A twin as people see it: the hub's own notes are left out. */
export interface Twin extends TwinParts {
  deviceId: string;
  moduleId: string | null;
  /** Changes with every write to desired or tags, and with nothing else. */
  etag: string;
  /** Counts the writes to desired and tags. */
  version: number;
  desiredVersion: number | null;
  reportedVersion: number | null;
  status: 'enabled' | 'disabled' | null;
  connectionState: string | null;
  /** When the hub last heard of the device, or null when it never did. */
  lastActivityAt: string | null;
  reported: JsonObject;
}

/** A module as the hub lists it. */
export interface HubModule {
  moduleId: string;
  /** What made it, such as `iotEdge`, or null. */
  managedBy: string | null;
  connectionState: string | null;
  lastActivityAt: string | null;
}

/** The tag that marks what is ours. The sweep and the passes rely on it, so nobody edits it. */
export const OWNERSHIP_TAG = 'lockstep';

const HUB_NOTES: ReadonlySet<string> = new Set(['$metadata', '$version']);

/**
 * A part of a twin without `$metadata` and `$version`, at every depth; everything else stays as it is. No program and no user can
 * write keys that begin with `$`, so nothing of theirs is lost.
 */
export function withoutHubNotes(part: JsonObject): JsonObject {
  const kept = new Map<string, JsonValue>();
  for (const [key, value] of part) if (!HUB_NOTES.has(key)) kept.set(key, clean(value));
  return kept;
}

function clean(value: JsonValue): JsonValue {
  if (isJsonObject(value)) return withoutHubNotes(value);
  return isJsonList(value) ? value.map(clean) : value;
}

/** Reads what the hub calls a twin, or answers null when it is not the twin of this address. */
export function readTwin(document: JsonValue, { key, moduleId }: TwinAddress): Twin | null {
  if (!isJsonObject(document)) return null;
  const properties = objectIn(document, 'properties');
  const [desired, reported] = [objectIn(properties, 'desired'), objectIn(properties, 'reported')];
  const [etag, version] = [document.get('etag'), numberIn(document, 'version')];
  const isIt = document.get('deviceId') === key.deviceId && (document.get('moduleId') ?? null) === moduleId;
  if (!isIt || typeof etag !== 'string' || etag === '' || version === null) return null;
  return {
    deviceId: key.deviceId,
    moduleId,
    etag,
    version,
    desiredVersion: numberIn(desired, '$version'),
    reportedVersion: numberIn(reported, '$version'),
    status: statusIn(document),
    connectionState: textIn(document, 'connectionState'),
    lastActivityAt: timeIn(document, 'lastActivityTime'),
    desired: withoutHubNotes(desired),
    reported: withoutHubNotes(reported),
    tags: withoutHubNotes(objectIn(document, 'tags')),
  };
}

/** The editable parts as one document, whose members JSON pointers of changes begin with. */
export const editableOf = ({ desired, tags }: TwinParts): JsonObject => new Map([['desired', desired], ['tags', tags]]);

/** A moment that the hub tells; null where there is none. It writes the first moment of the year 1 for "never". Source: twins recorded in the tests of Azure's SDK for .NET. */
export function timeIn(document: JsonObject, key: string): string | null {
  const at = textIn(document, key);
  return at === null || at.startsWith('0001-01-01T00:00:00') ? null : at;
}

function statusIn(document: JsonObject): Twin['status'] {
  const status = document.get('status');
  return status === 'enabled' || status === 'disabled' ? status : null;
}

function objectIn(parent: JsonObject, key: string): JsonObject {
  const value = parent.get(key);
  return isJsonObject(value) ? value : NOTHING;
}

export function textIn(parent: JsonObject, key: string): string | null {
  const value = parent.get(key);
  return typeof value === 'string' ? value : null;
}

function numberIn(parent: JsonObject, key: string): number | null {
  const value = parent.get(key);
  return value instanceof Numeral ? value.value : null;
}
