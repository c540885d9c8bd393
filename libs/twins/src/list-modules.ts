import { DeviceTwins, NotInHub, type Actor, type DeviceKey, type HubModule } from '#core';
import type { LocateTwin } from './locate-twin.js';

/** The modules of a device, each of which has a twin. */
export class ListModules {
  constructor(
    private readonly locate: LocateTwin,
    private readonly twins: DeviceTwins,
  ) {}

  /** By their ids. Throws NotFound, NoHubConnection, HubIsPaused, NotInHub, and what the hub fails with. */
  async run(actor: Actor, key: DeviceKey): Promise<HubModule[]> {
    const connection = await this.locate.run(actor, 'twin:read', { key, moduleId: null });
    const modules = await this.twins.modules(connection, key);
    if (!modules) throw new NotInHub(`The hub ${connection.hostName} has no device ${key.deviceId}. Look at the timeline of the device.`);
    return modules.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
  }
}
