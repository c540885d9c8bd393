import { connectionOf } from '../devices/connection.js';
import { deviceEtag } from '../devices/device-etag.js';
import { moduleIdOf, type Device, type Module } from '../devices/device.js';
import { showThumbprints, type DeviceView } from '../devices/show-device.js';
import { formatInstant } from '../instant.js';
import { isJsonObject, memberOf, type JsonValue } from '../json.js';
import { showSection, twinEtag } from '../twins/show-twin.js';
import type { Path } from './syntax.js';

/** What a query looks at: the twin of a device or of a module, not yet written out. */
export type TwinRow = Device | Module;

/** Finds one value in a row; undefined when the row does not have it. */
export type Field<Row> = (row: Row) => JsonValue | undefined;

type Read = (row: TwinRow, view: DeviceView) => unknown;

/** The members of a twin one by one: a scan of 100,000 twins must not write each of them out to look at one value. */
const MEMBERS: Readonly<Record<string, Read>> = {
  deviceId: ({ deviceId }) => deviceId,
  moduleId: moduleIdOf,
  etag: ({ twin }) => twinEtag(twin.etag),
  deviceEtag: ({ etag }) => deviceEtag(etag),
  status: ({ status }) => status,
  statusReason: ({ statusReason }) => statusReason ?? undefined,
  statusUpdateTime: ({ statusUpdatedAt }) => formatInstant(statusUpdatedAt),
  connectionState: (row, { now, switches }) => connectionOf(row, now, switches).state,
  lastActivityTime: ({ activity }) => formatInstant(activity?.lastAt ?? 0),
  cloudToDeviceMessageCount: () => 0,
  authenticationType: ({ authentication }) => authentication.type,
  x509Thumbprint: ({ authentication }) => showThumbprints(authentication),
  version: ({ twin }) => twin.version,
  tags: ({ twin }) => twin.tags,
  capabilities: (row) => (moduleIdOf(row) === undefined ? { iotEdge: placeOf(row)?.iotEdge ?? false } : undefined),
  deviceScope: (row) => placeOf(row)?.deviceScope,
};

/** Makes the way to a value of a twin out of its path. */
export function twinField(path: Path, view: DeviceView): Field<TwinRow> {
  const [first = '', second, third] = path;
  if (first === 'properties') {
    if (second === undefined) return (row) => ({ desired: section(row, 'desired'), reported: section(row, 'reported') }) as JsonValue;
    const name = second === 'desired' ? 'desired' : 'reported';
    const rest = path.slice(2);
    if (third === undefined || third.startsWith('$')) return (row) => descend(section(row, name), rest);
    return ({ twin }) => descend(twin[name]?.values, rest);
  }
  const read = MEMBERS[first];
  const rest = path.slice(1);
  return read ? (row) => descend(read(row, view) as JsonValue | undefined, rest) : () => undefined;
}

/** Makes the way to a value of a plain object out of its path. */
export function plainField(path: Path): Field<JsonValue> {
  return (row) => descend(row, path);
}

function descend(value: JsonValue | undefined, path: Path): JsonValue | undefined {
  let at = value;
  for (const name of path) {
    if (!isJsonObject(at)) return undefined;
    at = memberOf(at, name);
  }
  return at;
}

function section(row: TwinRow, name: 'desired' | 'reported'): JsonValue {
  return showSection(row, name) as JsonValue;
}

function placeOf(row: TwinRow): Device['edge'] {
  return 'edge' in row ? row.edge : undefined;
}
