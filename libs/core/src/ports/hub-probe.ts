import type { HubTarget } from '../connections/connections.js';
import type { HubTest } from '../connections/hub-test.js';

/** Tries credentials on a hub. */
export abstract class HubProbe {
  /**
   * Which of the rights that we need are there. Changes nothing: every question is about a device that does not exist. Costs
   * two registry operations, a twin read and a twin write that finds nothing. Throws HostNotAllowed.
   */
  abstract test(target: HubTarget): Promise<HubTest>;
}
