import { z } from 'zod';
import { CATEGORIES } from './categories.js';
import { SKUS } from './limits.js';

/** The edition of a hub and how it slows its callers down. Times are in throttle time, see `ThrottleClock`. */
export const ThrottleSettings = z.strictObject({
  /** Null: nothing is limited. */
  sku: z.enum(SKUS).nullable().default(null),
  units: z.int().min(1).max(200).default(1),
  /** How many minutes' worth of a limit may be used at once after a quiet time. 0: one request, or a second's worth. */
  burstMinutes: z.number().min(0).max(60).default(2),
  /** Requests of one category that may wait; the next is refused with 429002. 0: nobody waits. */
  backlog: z.int().min(0).max(1_000_000).default(100),
  /** A request that has waited so long is refused with 429003. */
  maxWaitSeconds: z.number().min(0).max(3600).default(40),
  /** False: there is no backlog, what is too much is refused at once with 429001. */
  queue: z.boolean().default(true),
  /** Devices and modules together. Source: Azure IoT Hub, quotas and throttling. */
  maxDevices: z.int().min(0).default(1_000_000),
  /** Blocks of 4 KB a day in place of those of the edition. */
  dailyBlocks: z.int().min(0).nullable().default(null),
});
export type ThrottleSettings = z.infer<typeof ThrottleSettings>;

/** The settings that somebody wants to change. No defaults here: what is not named stays. */
export const ThrottleChange = z.strictObject({
  sku: ThrottleSettings.shape.sku.unwrap().optional(),
  units: ThrottleSettings.shape.units.unwrap().optional(),
  burstMinutes: ThrottleSettings.shape.burstMinutes.unwrap().optional(),
  backlog: ThrottleSettings.shape.backlog.unwrap().optional(),
  maxWaitSeconds: ThrottleSettings.shape.maxWaitSeconds.unwrap().optional(),
  queue: ThrottleSettings.shape.queue.unwrap().optional(),
  maxDevices: ThrottleSettings.shape.maxDevices.unwrap().optional(),
  dailyBlocks: ThrottleSettings.shape.dailyBlocks.unwrap().optional(),
});
export type ThrottleChange = z.infer<typeof ThrottleChange>;

/** What another client of the same hub uses up. */
export const ForeignLoad = z.strictObject({
  category: z.enum(CATEGORIES),
  /** A lasting part of the limit, 0 to 1; 0 ends it. */
  share: z.number().min(0).max(1).optional(),
  /** So much at once, for example one foreign bulk of 100. */
  once: z.number().min(0).optional(),
});
export type ForeignLoad = z.infer<typeof ForeignLoad>;
