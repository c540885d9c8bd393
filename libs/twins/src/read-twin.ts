import { DeviceTwins, NotInHub, nameOf, type Actor, type HubConnection, type Twin, type TwinAddress } from '#core';
import type { LocateTwin } from './locate-twin.js';

/** The twin of a device or module. */
export class ReadTwin {
  constructor(
    private readonly locate: LocateTwin,
    private readonly twins: DeviceTwins,
  ) {}

  /** Throws NotFound, NoHubConnection, HubIsPaused, NotInHub, and what the hub fails with. */
  async run(actor: Actor, address: TwinAddress): Promise<Twin> {
    return twinThatIs(this.twins, await this.locate.run(actor, 'twin:read', address), address);
  }
}

/** The twin as it is now. Throws NotInHub when the hub shows none. */
export async function twinThatIs(twins: DeviceTwins, connection: HubConnection, address: TwinAddress): Promise<Twin> {
  const twin = await twins.read(connection, address);
  if (twin) return twin;
  const name = nameOf({ deviceId: address.key.deviceId, moduleId: address.moduleId });
  throw new NotInHub(`The hub ${connection.hostName} shows no ${name}: it is not there, or it is disabled. Look at the timeline of the device.`);
}
