import type { DeviceEvidence, Effect, Evidence } from './evidence.js';

export const INVARIANT_IDS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10', 'I11', 'I12', 'I13', 'I14'] as const;
export type InvariantId = (typeof INVARIANT_IDS)[number];

/** Something that must be so whatever fails. `violations` says, in words, where it is not. */
export interface Invariant {
  id: InvariantId;
  sentence: string;
  violations(evidence: Evidence): string[];
}

/** An invariant that is asked of each device by itself. */
export const ofEachDevice = (id: InvariantId, sentence: string, wrongWith: (device: DeviceEvidence) => string | null | undefined): Invariant => ({
  id,
  sentence,
  violations: ({ devices }) =>
    devices.flatMap((device) => {
      const wrong = wrongWith(device);
      return wrong ? [`${device.model.deviceId}: ${wrong}`] : [];
    }),
});

/** How often the identity of a device was created, updated or deleted by us; `inTime`: while we waited for it. */
export const ours = ({ calls, others }: DeviceEvidence, effect: Effect, { inTime = false } = {}): number =>
  calls.filter((call) => call.effect === effect && !(inTime && call.isGivenUp)).length - others[effect];
