import type { AuthSet, AuthSetStatus, Device, DeviceStatus } from '../model.js';

/** An authentication set as the management API shows it. */
export interface AuthSetBody {
  readonly id: string;
  readonly identity_data: Readonly<Record<string, unknown>>;
  readonly pubkey: string;
  readonly ts: string;
  readonly status: AuthSetStatus;
}

/** A device as the management API shows it. Source: Mender device authentication API v2, Device. */
export interface DeviceBody {
  readonly id: string;
  readonly identity_data: Readonly<Record<string, unknown>>;
  readonly status: DeviceStatus;
  readonly decommissioning: boolean;
  readonly created_ts: string;
  readonly updated_ts: string;
  readonly auth_sets: readonly AuthSetBody[];
}

export function authSetBody(device: Device, { id, pubkey, ts, status }: AuthSet): AuthSetBody {
  return { id, identity_data: device.identityData, pubkey, ts, status };
}

export function deviceBody(device: Device): DeviceBody {
  return {
    id: device.id,
    identity_data: device.identityData,
    status: device.status,
    decommissioning: device.decommissioning,
    created_ts: device.createdTs,
    updated_ts: device.updatedTs,
    auth_sets: device.authSets.map((authSet) => authSetBody(device, authSet)),
  };
}
