import type { FleetConnection } from '../connections/connections.js';
import type { FleetTest } from '../connections/hub-test.js';

/** Tries a fleet connection. */
export abstract class FleetProbe {
  /** Asks for one device. Changes nothing, and throws nothing that has a name. */
  abstract test(connection: FleetConnection): Promise<FleetTest>;
}
