import type { DeviceKey } from '../device-key.js';

/** Tells the workers to look at a device. A ring may be lost: the relay rings again. */
export abstract class Doorbell {
  /** Rings for a device. Rings while a pass is at work are kept as one. */
  abstract ring(key: DeviceKey): Promise<void>;

  /** Rings for many, in one go. */
  abstract ringAll(keys: readonly DeviceKey[]): Promise<void>;

  /** How many rings wait for a worker. */
  abstract waiting(): Promise<number>;
}
