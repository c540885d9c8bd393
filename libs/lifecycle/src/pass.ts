import type { CallNote, Claim, DeviceRecord, Failure, NoteCall, Reason, Step, StoryLine } from '#core';
import type { Lease } from './keep-lease.js';

/** One look-decide-apply over a device, as it goes: what we hold by now, and the story so far. */
export interface Pass {
  readonly claim: Claim;
  readonly lease: Pick<Lease, 'assertHeld'>;
  record: DeviceRecord;
  readonly beganAt: Date;
  /** What is not written down yet. */
  story: StoryLine[];
  /** The calls since the last line of the story. */
  readonly calls: CallNote[];
  /** Takes down a call. */
  readonly note: NoteCall;
  /** A step with an effect was begun, whatever became of it. */
  mayHaveChanged: boolean;
  /** A step was taken to its end. */
  hasMoved: boolean;
}

export function startPass(claim: Claim, lease: Pass['lease'], beganAt: Date): Pass {
  const calls: CallNote[] = [];
  return {
    claim,
    lease,
    beganAt,
    record: { ...claim.record, lookFirst: claim.record.lookFirst || isInDoubt(claim.record) },
    story: [],
    calls,
    note: (call) => calls.push(call),
    mayHaveChanged: false,
    hasMoved: false,
  };
}

/** An earlier pass ended in the middle: what it did to the hub is not in our record. */
const isInDoubt = ({ intent }: DeviceRecord): boolean => intent !== null && (intent.step !== 'deliver-connection' || intent.recordIsBehind);

/** The next line of the pass's story, with the calls that were made since the one before. */
export function told(pass: Pass, kind: StoryLine['kind'], reason: Reason, more: { step?: Step; detail?: string } = {}): StoryLine {
  const calls = pass.calls.splice(0);
  return { kind, step: more.step?.kind ?? null, reason, detail: more.detail ?? null, ...(calls.length > 0 && { calls }) };
}

/** After a failure of the hub that leaves doubt, the next pass looks before it acts. */
export const recordAfter = (failure: Failure, record: DeviceRecord): DeviceRecord =>
  failure.leavesDoubt && failure.code.startsWith('hub-') ? { ...record, lookFirst: true } : record;

/** What a settled pass leaves: with the record saved, an intent that stays stands for its own step alone. */
export const recordToKeep = ({ intent, ...record }: DeviceRecord): DeviceRecord => ({ ...record, intent: intent && { ...intent, recordIsBehind: false } });
