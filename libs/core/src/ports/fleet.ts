import type { FleetConnection } from '../connections/connections.js';
import type { NoteCall } from '../decision/device-record.js';
import type { FleetStatus } from '../fleet-status.js';
import type { Secret } from '../secret.js';

/** What Mender Configure holds for one device. The values may be secrets, so they are one. */
export interface DeviceConfiguration {
  configured: Secret<Readonly<Record<string, string>>>;
  reported: Secret<Readonly<Record<string, string>>>;
  deploymentId: string | null;
}

/** The fleet manager. Every failure is thrown as one of the named failures; a failed look is never an absence. `note` is told of each call. */
export abstract class Fleet {
  /** What the fleet manager says of the device now; `decommissioned` when it says there is no such device. Changes nothing. */
  abstract look(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<FleetStatus>;

  /** The configuration of a device, or null when it has none yet. Changes nothing. */
  abstract readConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<DeviceConfiguration | null>;

  /** Replaces the whole configuration: pass what was read, with what is to change. May be repeated. */
  abstract writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Readonly<Record<string, string>>>, note?: NoteCall): Promise<void>;

  /** Sends the configuration to the device; answers with the deployment's id. Each call makes a deployment. */
  abstract deployConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<string>;
}
