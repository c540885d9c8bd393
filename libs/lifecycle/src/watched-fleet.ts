import {
  Fleet,
  FleetList,
  type DeviceConfiguration,
  type FleetConnection,
  type FleetStatus,
  type ListedDevice,
  type ListedStatus,
  type NoteCall,
  type Secret,
} from '#core';
import type { WatchFleetCalls } from './watch-fleet-calls.js';

/** The fleet, watched: what is the matter for every device is written down, and no other pass asks. */
export class WatchedFleet extends Fleet {
  constructor(
    private readonly fleet: Fleet,
    private readonly calls: WatchFleetCalls,
  ) {
    super();
  }

  override look(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<FleetStatus> {
    return this.calls.ofAll(connection, () => this.fleet.look(connection, deviceId, note));
  }

  override readConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<DeviceConfiguration | null> {
    return this.calls.ofOne(connection, () => this.fleet.readConfiguration(connection, deviceId, note));
  }

  override writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Readonly<Record<string, string>>>, note?: NoteCall): Promise<void> {
    return this.calls.ofOne(connection, () => this.fleet.writeConfiguration(connection, deviceId, values, note));
  }

  override deployConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<string> {
    return this.calls.ofOne(connection, () => this.fleet.deployConfiguration(connection, deviceId, note));
  }
}

/** The list of the fleet, watched likewise. */
export class WatchedFleetList extends FleetList {
  constructor(
    private readonly list: FleetList,
    private readonly calls: WatchFleetCalls,
  ) {
    super();
  }

  override count(connection: FleetConnection, status: ListedStatus): Promise<number> {
    return this.calls.ofAll(connection, () => this.list.count(connection, status));
  }

  override page(connection: FleetConnection, status: ListedStatus, page: number): Promise<{ devices: ListedDevice[]; isLast: boolean }> {
    return this.calls.ofAll(connection, () => this.list.page(connection, status, page));
  }
}
