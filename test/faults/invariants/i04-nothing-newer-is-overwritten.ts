import type { DeviceEvidence, Effect } from './evidence.js';
import { ofEachDevice, ours } from './invariant.js';

const STEPS: Record<Effect, string> = { created: 'create-identity', updated: 'set-status', deleted: 'delete-identity' };

/** No stale overwrite. */
export const I4 = ofEachDevice('I4', 'Every change of a hub was written down before, under a fence that only rises.', (device) => fallingFence(device) ?? unintended(device));

function fallingFence({ story }: DeviceEvidence): string | null {
  let highest = 0;
  for (const { fence, kind } of story) {
    if (fence === null) continue;
    if (fence < highest) return `a line '${kind}' of fence ${fence} follows one of fence ${highest}`;
    highest = fence;
  }
  return null;
}

/** More changes of the hub than intents to change it: something acted without writing it down, or twice. */
function unintended(device: DeviceEvidence): string | null {
  for (const [effect, step] of Object.entries(STEPS) as [Effect, string][]) {
    const begun = device.story.filter((line) => line.kind === 'began' && line.step === step).length;
    const happened = ours(device, effect);
    if (happened > begun) return `it was ${effect} ${happened} times, and '${step}' was begun ${begun} times`;
  }
  return null;
}
