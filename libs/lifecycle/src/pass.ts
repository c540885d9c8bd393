import type { Claim, DeviceRecord, Failure, Reason, Step, StoryLine } from '#core';

/** One look-decide-apply over a device, as it goes: what we hold by now, and the story so far. */
export interface Pass {
  readonly claim: Claim;
  record: DeviceRecord;
  readonly story: StoryLine[];
}

export const startPass = (claim: Claim): Pass => ({ claim, record: claim.record, story: [] });

export const told = (kind: StoryLine['kind'], reason: Reason, more: { step?: Step; detail?: string } = {}): StoryLine => ({
  kind,
  step: more.step?.kind ?? null,
  reason,
  detail: more.detail ?? null,
});

/** After a failure of the hub that leaves doubt, the next pass looks before it acts. */
export const recordAfter = (failure: Failure, record: DeviceRecord): DeviceRecord =>
  failure.leavesDoubt && failure.code.startsWith('hub-') ? { ...record, lookFirst: true } : record;
