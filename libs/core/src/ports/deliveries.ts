import type { DeviceKey } from '../device-key.js';
import type { SweepRun } from '../drift/run.js';
import type { Secret } from '../secret.js';

/**
 * Connection strings that were delivered, and that the device reported: nobody looks at its configuration any more, and anybody may write it.
 * So sweeps look again, at a few devices at a time.
 */
export abstract class Deliveries {
  /**
   * The devices whose configuration a run should look at: those that nobody looked at for `everyMs`, longest first, and no more than so many
   * that runs every `intervalMs` get round in `everyMs`. Beside them those that were found overwritten before, and those that the fleet made anew since: a new life begins with
   * an empty configuration, and no event may have told of the end of the one before.
   */
  abstract due(run: SweepRun, window: { everyMs: number; intervalMs: number }): Promise<string[]>;

  /** The keys that these devices are to hold. One that is not at rest, or has nothing delivered, is left out. */
  abstract keysOf(tenantId: string, deviceIds: readonly string[]): Promise<Map<string, Secret>>;

  /** Their configuration was looked at just now. */
  abstract seen(tenantId: string, deviceIds: readonly string[]): Promise<void>;

  /** From now on the device counts as one that nothing was delivered to, and is due. False when it is not there. */
  abstract again(key: DeviceKey): Promise<boolean>;
}
