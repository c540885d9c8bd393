import { Fleet, FleetRefusesCredentials, type DeviceConfiguration, type FleetConnection, type FleetStatus, type Secret, type Troubles } from '#core';

/** The fleet, watched: a token that is refused is refused for every device, so it is written down, and no other pass asks. */
export class WatchedFleet extends Fleet {
  constructor(
    private readonly fleet: Fleet,
    private readonly troubles: Pick<Troubles, 'report'>,
  ) {
    super();
  }

  override look(connection: FleetConnection, deviceId: string): Promise<FleetStatus> {
    return this.#watch(connection, this.fleet.look(connection, deviceId));
  }

  override readConfiguration(connection: FleetConnection, deviceId: string): Promise<DeviceConfiguration | null> {
    return this.#watch(connection, this.fleet.readConfiguration(connection, deviceId));
  }

  override writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Readonly<Record<string, string>>>): Promise<void> {
    return this.#watch(connection, this.fleet.writeConfiguration(connection, deviceId, values));
  }

  override deployConfiguration(connection: FleetConnection, deviceId: string): Promise<string> {
    return this.#watch(connection, this.fleet.deployConfiguration(connection, deviceId));
  }

  async #watch<T>({ tenantId, revision }: FleetConnection, call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof FleetRefusesCredentials) {
        const trouble = { reason: error.code, detail: 'The fleet manager refuses the token of the connection.' } as const;
        // What could not be written down now is told again by a later call.
        await this.troubles.report({ kind: 'fleet', tenantId, revision }, trouble).catch(() => undefined);
      }
      throw error;
    }
  }
}
