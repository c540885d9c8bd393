import type { DeviceKey } from '../device-key.js';

/** The most pressing first. `urgent`: a device is to be shut out, or a person waits. */
export const URGENCIES = ['urgent', 'usual'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Tells the workers to look at a device. A ring may be lost: the relay rings again. */
export abstract class Doorbell {
  /** Rings for a device. Rings while a pass is at work are kept as one. An urgent ring is answered before those that wait. */
  abstract ring(key: DeviceKey, urgency?: Urgency): Promise<void>;

  /** Rings for many, in one go, each in its own trace where it has one. */
  abstract ringAll(keys: readonly (DeviceKey & { trace?: string })[], urgency?: Urgency): Promise<void>;

  /** How many rings wait for a worker. */
  abstract waiting(): Promise<number>;
}
