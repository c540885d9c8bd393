import type { Lane } from '../budget/lanes.js';
import type { HubConnection } from '../connections/connections.js';
import type { NoteCall } from '../decision/device-record.js';
import type { Secret } from '../secret.js';

/** The two keys of a device, base64 of 32 bytes each. */
export interface DeviceKeys {
  primary: Secret;
  secondary: Secret;
}

/** An identity as the hub shows it. `keys` is null when the device signs in by certificate, or when they were not asked for. */
export interface HubIdentity {
  deviceId: string;
  status: 'enabled' | 'disabled';
  etag: string;
  keys: DeviceKeys | null;
}

export interface NewIdentity {
  deviceId: string;
  status: 'enabled' | 'disabled';
  keys: DeviceKeys;
  /** Goes into the twin's tags under `lockstep`, in the same operation: the mark of what is ours. */
  ownership: Readonly<Record<string, string | number | boolean>>;
}

/**
 * One IoT Hub. Calls go at the pace that the hub allows, so each may take a while, and throws HubIsBusy or HubQuotaUsedUp where
 * that would be long. Each verb says what it costs; every failure is thrown as one of the named failures. A failed look throws:
 * it is never an absence. A change whose answer was lost throws HubOutcomeUnknown, and may be looked up or made again.
 */
export abstract class DeviceHub {
  /** Status and etag, or null when the hub says there is no such device. Costs a twin read; changes nothing. */
  abstract look(deviceId: string): Promise<HubIdentity | null>;

  /** The whole identity with its keys, or null when there is none. Costs a registry operation; changes nothing. */
  abstract read(deviceId: string): Promise<HubIdentity | null>;

  /** Makes the identity with status, keys and ownership in one registry operation. What is already there stays as it is. */
  abstract create(identity: NewIdentity): Promise<'created' | 'already-there'>;

  /**
   * Changes the status and nothing else, if the identity still has this etag; answers with the new etag, or null where many
   * were changed in one call and the hub did not tell it. With `keys` it costs one registry operation. Without, the identity is read and written back whole, so that foreign authentication survives.
   * Throws HubChangedUnderneath.
   */
  abstract setStatus(deviceId: string, change: { status: 'enabled' | 'disabled'; etag: string; keys: DeviceKeys | null }): Promise<{ etag: string | null }>;

  /**
   * Changes the keys and nothing else, if the identity still has this etag; answers as setStatus does. With `status`, which has to be
   * the present one, it costs one registry operation. Without, the identity is read and written back whole, so that whatever else somebody
   * put there survives. Throws HubChangedUnderneath.
   */
  abstract setKeys(deviceId: string, change: { keys: DeviceKeys; etag: string; status: 'enabled' | 'disabled' | null }): Promise<{ etag: string | null }>;

  /** Deletes the identity if it still has this etag. What is already gone is done. Throws HubChangedUnderneath. */
  abstract remove(deviceId: string, etag: string): Promise<void>;
}

/** Opens hubs, and keeps what it opened for the next pass. */
export abstract class DeviceHubs {
  /**
   * The hub behind a connection, for calls of one lane, `let-in` unless told. The same connection and revision share one opened hub.
   * `note` is told of each call once it is over, however it ended; one that went to the hub together with others is told to each.
   */
  abstract of(connection: HubConnection, lane?: Lane, note?: NoteCall): DeviceHub;

  /** The process stops: calls that wait for their turn fail at once with HubIsBusy, so that the stop does not wait for them. */
  abstract letGo(): void;
}
