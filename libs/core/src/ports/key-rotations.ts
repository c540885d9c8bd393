import type { DeviceKey } from '../device-key.js';

/** Which devices are meant: a group, or all of a tenant. */
export interface RotationScope {
  tenantId: string;
  group: string | null;
}

/** How many devices may be given another key now, how many are about to get one, and how many have none that could be rotated. */
export interface RotationCounts {
  toRotate: number;
  underWay: number;
  without: number;
}

/** Wishes for other device keys. What becomes of them is up to the passes, at the pace that the hub allows. */
export abstract class KeyRotations {
  /**
   * The device is to get another key. `under-way` when that was wished for before and is not done, `no-keys` when it has no identity yet or
   * signs in with a certificate, `unknown` when no event ever named it.
   */
  abstract ask(key: DeviceKey): Promise<'asked' | 'under-way' | 'no-keys' | 'unknown'>;

  abstract count(scope: RotationScope): Promise<RotationCounts>;

  /**
   * Asks for all that can be asked for; answers with how many that were. May be broken off and repeated. The devices are woken one after
   * the other, so that whatever else is due is not behind all of them. Tells how many are done after every batch.
   */
  abstract askAll(scope: RotationScope, tell?: (done: number) => void): Promise<number>;
}
