import { Fleet, type DeviceConfiguration, type FleetConnection, type FleetStatus, type NoteCall, type Secret } from '#core';
import { inSpan } from './spans.js';

/** A fleet whose calls are spans. */
export class TracedFleet extends Fleet {
  constructor(private readonly fleet: Fleet) {
    super();
  }

  override look(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<FleetStatus> {
    return span('look', deviceId, () => this.fleet.look(connection, deviceId, note));
  }

  override readConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<DeviceConfiguration | null> {
    return span('read configuration', deviceId, () => this.fleet.readConfiguration(connection, deviceId, note));
  }

  override writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Readonly<Record<string, string>>>, note?: NoteCall): Promise<void> {
    return span('write configuration', deviceId, () => this.fleet.writeConfiguration(connection, deviceId, values, note));
  }

  override deployConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<string> {
    return span('deploy configuration', deviceId, () => this.fleet.deployConfiguration(connection, deviceId, note));
  }
}

const span = <T>(what: string, deviceId: string, call: () => Promise<T>): Promise<T> => inSpan(`fleet ${what}`, { kind: 'client', attributes: { 'lockstep.device': deviceId } }, call);
