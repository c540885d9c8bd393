/** Every status that a device can have in the fleet. Source: Mender device authentication API v2. */
export const DEVICE_STATUSES = ['pending', 'accepted', 'rejected', 'preauthorized', 'noauth'] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];

/** An authentication set is never `noauth`: that is the word for a device that has none. */
export type AuthSetStatus = Exclude<DeviceStatus, 'noauth'>;

/** One public key that asked to speak for a device. Its identity data is the device's own, so it is kept only there. */
export interface AuthSet {
  readonly id: string;
  readonly pubkey: string;
  readonly ts: string;
  readonly status: AuthSetStatus;
}

/** A device as the fleet keeps it. Times are RFC 3339 in UTC. */
export interface Device {
  readonly id: string;
  readonly identityData: Readonly<Record<string, unknown>>;
  readonly status: DeviceStatus;
  readonly authSets: readonly AuthSet[];
  readonly createdTs: string;
  readonly updatedTs: string;
  readonly decommissioning: boolean;
  /** Whether `device-provisioned` was announced: Mender does that once in a device's life. */
  readonly provisioned: boolean;
  /** Grows by one with every saved change. Never sent, as in Mender. */
  readonly revision: number;
}

export type ConfigurationValues = Readonly<Record<string, string>>;

/** The configuration of one device; `id` is the device's. */
export interface Configuration {
  readonly id: string;
  readonly configured: ConfigurationValues;
  readonly reported: ConfigurationValues;
  readonly deploymentId?: string;
  readonly updatedTs: string;
  readonly reportedTs?: string;
}

/** One deployment of one device's configuration. */
export interface Deployment {
  readonly id: string;
  readonly deviceId: string;
  readonly status: 'pending' | 'success' | 'decommissioned';
  readonly created: string;
  readonly started?: string;
  readonly finished?: string;
  /** What the device will report once it has applied it. Present only while pending, since it holds keys. */
  readonly configuration?: ConfigurationValues;
}

/** The organisation's webhook. `secret` is hex, or empty for unsigned events. */
export interface Integration {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly description: string;
}
