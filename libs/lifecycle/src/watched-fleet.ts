import {
  ConnectionInTrouble,
  Fleet,
  FleetList,
  FleetRefusesCredentials,
  type DeviceConfiguration,
  type FleetConnection,
  type FleetStatus,
  type ListedDevice,
  type ListedStatus,
  type NoteCall,
  type Secret,
  type Troubles,
} from '#core';

type Reported = Pick<Troubles, 'report'>;

/** The fleet, watched: a token that is refused is refused for every device, so it is written down, and no other pass asks. */
export class WatchedFleet extends Fleet {
  constructor(
    private readonly fleet: Fleet,
    private readonly troubles: Reported,
  ) {
    super();
  }

  override look(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<FleetStatus> {
    return watch(this.troubles, connection, () => this.fleet.look(connection, deviceId, note));
  }

  override readConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<DeviceConfiguration | null> {
    return watch(this.troubles, connection, () => this.fleet.readConfiguration(connection, deviceId, note));
  }

  override writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Readonly<Record<string, string>>>, note?: NoteCall): Promise<void> {
    return watch(this.troubles, connection, () => this.fleet.writeConfiguration(connection, deviceId, values, note));
  }

  override deployConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<string> {
    return watch(this.troubles, connection, () => this.fleet.deployConfiguration(connection, deviceId, note));
  }
}

/** The list of the fleet, watched likewise. */
export class WatchedFleetList extends FleetList {
  constructor(
    private readonly list: FleetList,
    private readonly troubles: Reported,
  ) {
    super();
  }

  override count(connection: FleetConnection, status: ListedStatus): Promise<number> {
    return watch(this.troubles, connection, () => this.list.count(connection, status));
  }

  override page(connection: FleetConnection, status: ListedStatus, page: number): Promise<{ devices: ListedDevice[]; isLast: boolean }> {
    return watch(this.troubles, connection, () => this.list.page(connection, status, page));
  }
}

/** Throws ConnectionInTrouble, and calls nobody, while a trouble of the connection is known. */
async function watch<T>(troubles: Reported, { tenantId, revision, trouble }: FleetConnection, call: () => Promise<T>): Promise<T> {
  if (trouble) throw new ConnectionInTrouble(trouble, { isKnown: true });
  try {
    return await call();
  } catch (error) {
    if (error instanceof FleetRefusesCredentials) {
      const found = { reason: error.code, detail: 'The fleet manager refuses the token of the connection.' } as const;
      // What could not be written down now is told again by a later call.
      await troubles.report({ kind: 'fleet', tenantId, revision }, found).catch(() => undefined);
    }
    throw error;
  }
}
