import type { DeviceEvidence } from './evidence.js';
import { ofEachDevice, ours, type Invariant } from './invariant.js';

const each = ofEachDevice('I6', '', (device) => tooManyCreates(device) ?? tooManyDeployments(device) ?? toldTwice(device));

/** Effect once. */
export const I6: Invariant = {
  id: 'I6',
  sentence: 'An identity is made once in its life, a connection string deployed once for its key, a story line written once.',
  violations: (evidence) => [...evidence.createdTwice.map((deviceId) => `${deviceId}: was made twice in one life`), ...each.violations(evidence)],
};

/**
 * In the fleet a device lives once for each time it was made there, and the hub needs it at most once in each. What takes effect after
 * we gave it up may come after the deletion that followed it.
 */
function tooManyCreates(device: DeviceEvidence): string | null {
  const { incarnations } = device.model;
  const [created, deleted] = [ours(device, 'created', { inTime: true }), ours(device, 'deleted')];
  return created > Math.min(incarnations, deleted + 1) ? `it lived ${incarnations} times in the fleet, was deleted ${deleted} times, and made ${created} times in the hub` : null;
}

/**
 * A new life in the fleet has an empty configuration, a new identity a new key: each asks for one deployment, the first for both. The
 * fleet empties the configuration when a life ends, too: a pass that was at work then delivers once more, and the fleet takes it.
 */
function tooManyDeployments(device: DeviceEvidence): string | null {
  const { incarnations, moves } = device.model;
  const ends = moves.filter((move) => move === 'decommission').length;
  const most = Math.max(0, incarnations + ends + Math.max(ours(device, 'created'), 1) - 1);
  return device.deployments > most ? `${device.deployments} deployments were made for ${incarnations} lives and ${ours(device, 'created')} keys` : null;
}

function toldTwice({ story, inbox }: DeviceEvidence): string | null {
  const told = story.filter(({ kind }) => kind === 'event').length;
  return told === inbox.length ? null : `its story tells of ${told} events, and ${inbox.length} are in the inbox`;
}
