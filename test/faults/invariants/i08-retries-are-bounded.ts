import type { DeviceEvidence } from './evidence.js';
import { ofEachDevice, type Invariant } from './invariant.js';

/** Calls that a device may cost for an event, a fault that befalls it, and each doubling of the time that it lasts. */
const PER_EVENT = 6;
const FOR_A_FAULT = 25;
const PER_DOUBLING = 4;

/** Bounded retries. */
export const I8: Invariant = {
  id: 'I8',
  sentence: 'A device in trouble asks less and less often, and a refusal that cannot change is asked for once.',
  violations: (evidence) =>
    ofEachDevice('I8', '', (device) => {
      const { calls, inbox, others } = device;
      const most = PER_EVENT * (inbox.length + device.model.moves.length + others.updated + others.deleted) + others.calls + FOR_A_FAULT + PER_DOUBLING * Math.ceil(Math.log2(1 + evidence.lastedMs / 1_000));
      return calls.length > most ? `${calls.length} calls of the hub; at most ${most} are for ${inbox.length} events in ${Math.round(evidence.lastedMs)} ms` : refusedAgain(device);
    }).violations(evidence),
};

/** 400 and 413 say that the same would be refused again. */
function refusedAgain({ calls, inbox }: DeviceEvidence): string | null {
  const refused = calls.filter(({ status }) => status === 400 || status === 413).length;
  return refused > inbox.length + 1 ? `it was refused for good ${refused} times after ${inbox.length} events` : null;
}
