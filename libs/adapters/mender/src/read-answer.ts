import { z } from 'zod';
import { DeviceId, FleetStatus, Secret, type DeviceConfiguration, type ListedDevice } from '#core';
import { failureOfBody, failureOfNoDeployment, failureOfUnknownStatus, type AnswerHead, type Asked } from './name-failure.js';

export interface Answer extends AnswerHead {
  body: Uint8Array;
  /** By which whoever runs the server finds the request; null where the answer names none. */
  requestId: string | null;
}

const NIL_ID = '00000000-0000-0000-0000-000000000000';
/** What Mender says of a path that it does not know. It is no word about a device, whoever else says it. */
const UNKNOWN_PATH = /^not found$/i;

const MenderError = z.object({ error: z.string().min(1) });

const Device = z.object({ id: z.string(), status: z.string(), decommissioning: z.boolean().nullish() });

const Configuration = z.object({
  id: z.string(),
  configured: z.record(z.string(), z.string()).nullish(),
  // Devices report what they like; only texts can be a connection string.
  reported: z.record(z.string(), z.unknown()).nullish(),
  deployment_id: z.string().nullish(),
});

const Deployment = z.object({ deployment_id: z.guid() });

/**
 * True when Mender itself says that what we asked for does not exist. A page of a proxy is not its word, nor is a path that
 * the server does not know: a device is deleted from the hub for this. Source: Mender server, error bodies `{error, request_id}`.
 */
export function isOwnAbsence({ status, body }: Answer): boolean {
  if (status !== 404) return false;
  const said = MenderError.safeParse(parse(body));
  return said.success && !UNKNOWN_PATH.test(said.data.error.trim());
}

/** The status of the device that was asked about. A device that is being decommissioned is gone. Throws FleetIsAway. */
export function readStatus(asked: Asked, answer: Answer): FleetStatus {
  const device = read(asked, answer, Device);
  if (device.id !== asked.deviceId) throw failureOfBody(asked, 'it is about another device');
  if (device.decommissioning) return 'decommissioned';

  const status = FleetStatus.safeParse(device.status);
  if (!status.success) throw failureOfUnknownStatus(asked, device.status);
  return status.data;
}

/** That the answer is a list of devices, empty or not. Throws FleetIsAway. */
export function readDeviceList(asked: Asked, answer: Answer): void {
  read(asked, answer, z.array(Device.pick({ id: true, status: true })));
}

/**
 * The devices of one page. One whose id or status is not known here makes the whole page unreadable: left out, it would look as
 * if it were gone. Throws FleetIsAway.
 */
export function readDevices(asked: Asked, answer: Answer): ListedDevice[] {
  return read(asked, answer, z.array(Device.extend({ id: DeviceId, created_ts: z.string().nullish() }))).map(({ id, status, decommissioning, created_ts: created }) => {
    const known = FleetStatus.safeParse(status);
    if (!known.success) throw failureOfUnknownStatus({ ...asked, deviceId: id }, status);
    const createdAt = created ? new Date(created) : null;
    return { deviceId: id, status: decommissioning ? 'decommissioned' : known.data, createdAt: createdAt && !Number.isNaN(createdAt.getTime()) ? createdAt : null };
  });
}

/** How many devices there are. Throws FleetIsAway. */
export const readCount = (asked: Asked, answer: Answer): number => read(asked, answer, z.object({ count: z.int().nonnegative() })).count;

/** The configuration of the device that was asked about. Throws FleetIsAway. */
export function readDeviceConfiguration(asked: Asked, answer: Answer): DeviceConfiguration {
  const found = read(asked, answer, Configuration);
  if (found.id !== asked.deviceId) throw failureOfBody(asked, 'it is about another device');
  return {
    configured: new Secret(found.configured ?? {}),
    reported: new Secret(textsOf(found.reported ?? {})),
    deploymentId: found.deployment_id && found.deployment_id !== NIL_ID ? found.deployment_id : null,
  };
}

/** The id of the deployment that was made. Throws FleetIsAway when none was. */
export function readDeploymentId(asked: Asked, answer: Answer): string {
  const { deployment_id: id } = read(asked, answer, Deployment);
  if (id === NIL_ID) throw failureOfNoDeployment(asked);
  return id;
}

function read<T>(asked: Asked, { body }: Answer, schema: z.ZodType<T>): T {
  const json = parse(body);
  if (json === undefined) throw failureOfBody(asked, 'it is not JSON');
  const found = schema.safeParse(json);
  if (found.success) return found.data;
  // Only the first part of the path is one of Mender's own words; the rest may be a key of the configuration.
  const field = found.error.issues[0]?.path[0];
  throw failureOfBody(asked, field === undefined ? 'it is not the JSON object that was expected' : `its ${String(field)} is missing or malformed`);
}

/** Undefined for what is not JSON. The parser's own error stays here: it quotes what it could not read. */
function parse(body: Uint8Array): unknown {
  try {
    // Strict, since a character that was replaced here would be written back.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

const textsOf = (values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
