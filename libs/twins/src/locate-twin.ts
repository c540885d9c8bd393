import { Connections, DeviceCatalog, HubIsPaused, NoHubConnection, NotFound, NotPermitted, can, deviceScopeOf, type Actor, type DeviceInGroups, type DeviceKey, type HubConnection, type Permission, type TwinAddress } from '#core';

/** Answers the two questions that come before every other: may this actor know of this twin, and where is it? */
export class LocateTwin {
  constructor(
    private readonly catalog: DeviceCatalog,
    private readonly connections: Connections,
  ) {}

  /**
   * Throws NotFound for a device that the actor may not see, exactly as for one that is not there, and NotPermitted for one that
   * it may see and no more.
   */
  async check(actor: Actor, permission: Permission, { key }: TwinAddress): Promise<void> {
    this.#judge(actor, permission, { key, device: await this.catalog.find(key, deviceScopeOf(actor, 'twin:read')) });
  }

  /** The hub that holds the twin. Throws as `check` does, then NoHubConnection and HubIsPaused. */
  async run(actor: Actor, permission: Permission, address: TwinAddress): Promise<HubConnection> {
    const { key } = address;
    // Asked together: both are needed whenever the answer is a twin.
    const { device, hub: connection } = await this.connections.findWithHub(key, deviceScopeOf(actor, 'twin:read'));
    this.#judge(actor, permission, { key, device });
    if (!connection) throw new NoHubConnection('No IoT Hub is connected, so there are no twins. Connect one.');
    if (connection.paused) throw new HubIsPaused(`The connection to ${connection.hostName} is paused. Resume it to reach its twins.`);
    return connection;
  }

  #judge(actor: Actor, permission: Permission, { key, device }: { key: DeviceKey; device: DeviceInGroups | null }): void {
    if (!device) throw new NotFound(`There is no device ${key.deviceId.slice(0, 128)} that you may see.`);
    if (!can(actor, permission, device)) throw new NotPermitted(`${actor.name} may see the twin of device ${key.deviceId} and not edit it.`);
  }
}
