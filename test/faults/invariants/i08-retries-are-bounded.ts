import type { DeviceEvidence, HubCall, Span } from './evidence.js';
import { ofEachDevice, type Invariant } from './invariant.js';

/** Calls that a device may cost for an event, a fault that befalls it, and each doubling of the time that it lasts. */
const PER_EVENT = 6;
const FOR_A_FAULT = 25;
const PER_DOUBLING = 4;

/** Half of the first wait for a hub that fails, ms: what chance leaves of it at least. The first two are alike. */
const FIRST_WAIT_MS = 2_000;
/** A ring may come a little later than what it rings for, and lead to one more look, ms. */
const ECHO_MS = 2_000;

/** Bounded retries. */
export const I8: Invariant = {
  id: 'I8',
  sentence: 'A device in trouble asks less and less often, and a refusal that cannot change is asked for once.',
  violations: (evidence) =>
    ofEachDevice('I8', '', (device) => {
      const { calls, inbox, others } = device;
      const most = PER_EVENT * (inbox.length + device.model.moves.length + others.updated + others.deleted) + others.calls + FOR_A_FAULT + PER_DOUBLING * Math.ceil(Math.log2(1 + evidence.lastedMs / 1_000));
      if (calls.length > most) return `${calls.length} calls of the hub; at most ${most} are for ${inbox.length} events in ${Math.round(evidence.lastedMs)} ms`;
      return refusedAgain(device) ?? (evidence.fault && tooSoon(device, evidence.fault));
    }).violations(evidence),
};

/** 400 and 413 say that the same would be refused again. */
function refusedAgain({ calls, inbox }: DeviceEvidence): string | null {
  const refused = calls.filter(({ status }) => status === 400 || status === 413).length;
  return refused > inbox.length + 1 ? `it was refused for good ${refused} times after ${inbox.length} events` : null;
}

/**
 * The hub failed with 5xx, which ends a pass, and failed again sooner than the policy of `outcome.ts` has the next pass begin. An answer
 * that is none of these begins the count anew, and so does whatever rings for the device: it has a look at once by right.
 */
function tooSoon({ calls, stirs }: DeviceEvidence, fault: Span): string | null {
  let failures = 0;
  let before: HubCall | null = null;
  for (const call of [...calls].sort((one, other) => one.startedAt - other.startedAt)) {
    const isFailure = call.status >= 500 && call.endedAt !== null && call.startedAt >= fault.from && call.startedAt <= fault.to;
    if (isFailure && before && !isStirred(stirs, { from: before.startedAt - ECHO_MS, to: call.startedAt })) {
      const leastMs = FIRST_WAIT_MS * 2 ** Math.max(0, failures - 2);
      const gapMs = call.startedAt - before.endedAt!;
      if (gapMs < leastMs) return `it asked again ${Math.round(gapMs)} ms after failure ${failures} in a row; at least ${leastMs} ms are between`;
    }
    const isFirst = before === null || isStirred(stirs, { from: before.startedAt, to: call.startedAt });
    failures = !isFailure ? 0 : isFirst ? 1 : failures + 1;
    before = isFailure ? call : null;
  }
  return null;
}

const isStirred = (stirs: readonly Span[], { from, to }: Span): boolean => stirs.some((stir) => stir.from <= to && stir.to >= from);
