import { deviceConnectionString, type Deliveries, type Fleet, type RunClaim } from '#core';
import { holds } from '../look-at-configuration.js';

/** Looks whether what was delivered is still in the configuration of devices: one look at the fleet each. */
export class InspectConfigurations {
  constructor(
    private readonly fleet: Fleet,
    private readonly deliveries: Deliveries,
  ) {}

  /** Those of these devices whose configuration holds something else. A dry run leaves them to be looked at again. */
  async run({ run, hub, fleet }: RunClaim, deviceIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (!hub || !fleet || deviceIds.length === 0) return new Set();
    const keys = [...(await this.deliveries.keysOf(run.tenantId, deviceIds))];
    const overwritten = await Promise.all(
      keys.map(async ([deviceId, key]) => !holds((await this.fleet.readConfiguration(fleet, deviceId))?.configured, deviceConnectionString(hub.hostName, deviceId, key))),
    );
    if (!run.dryRun) await this.deliveries.seen(run.tenantId, keys.map(([deviceId]) => deviceId));
    return new Set(keys.filter((_, place) => overwritten[place]).map(([deviceId]) => deviceId));
  }
}
