import { Fleet, Secret } from '#core';
import type { Sight } from './gather.js';
import { CONNECTION_STRING_KEY } from './look-at-configuration.js';
import type { Pass } from './pass.js';

/**
 * Puts the connection string into the device's configuration and sends it out. Read, merge, write: Mender Configure knows no
 * conditional write, so the read was made just before, under the device's lease, and every other key goes back as it came. It has no
 * fence either: a pass that may have lost its lease writes nothing.
 */
export class DeliverConnection {
  constructor(private readonly fleet: Fleet) {}

  async run({ claim, lease, record, note }: Pass, { held }: Sight): Promise<void> {
    if (!held || !claim.fleet) throw new Error(`A delivery was decided for ${record.key.deviceId} without a configuration to deliver to.`);
    const configured = held.configuration?.configured.reveal() ?? {};
    const connectionString = held.connectionString.reveal();

    if (configured[CONNECTION_STRING_KEY] !== connectionString) {
      const values = new Secret({ ...configured, [CONNECTION_STRING_KEY]: connectionString });
      lease.assertHeld();
      await this.fleet.writeConfiguration(claim.fleet, record.key.deviceId, values, note);
    }
    lease.assertHeld();
    await this.fleet.deployConfiguration(claim.fleet, record.key.deviceId, note);
  }
}
