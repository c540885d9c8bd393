import { z } from 'zod';

const Delay = z.number().int().min(0).max(3_600_000);

/** How the emulator behaves. Everything can be changed while it runs; nothing of it is kept over a restart. */
export const Settings = z.strictObject({
  /** Milliseconds from a deployment to the device's report; 0 is at once, `never` is a device that stays away. */
  reportDelayMs: z.union([Delay, z.literal('never')]),
  /** Milliseconds in which a decommissioned device is still listed, with `decommissioning: true`. */
  decommissionDelayMs: Delay,
  /** Which event of a first accept is sent first. */
  provisionedFirst: z.boolean(),
  /** Share of the events, from 0 to 1, that is lost before it is sent. */
  dropWebhooksShare: z.number().min(0).max(1),
  /** Sends every event twice, with the same id. */
  duplicateWebhooks: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = {
  reportDelayMs: 200,
  decommissionDelayMs: 0,
  provisionedFirst: true,
  dropWebhooksShare: 0,
  duplicateWebhooks: false,
};
