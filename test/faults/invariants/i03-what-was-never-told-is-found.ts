import type { DeviceEvidence, Evidence } from './evidence.js';
import type { FleetState } from '../model/life.js';
import { ofEachDevice, type Invariant } from './invariant.js';

/** The source of events that a sweep tells. */
const SWEEP = 'sweep';
/** What a sweep finds in the fleet and tells as an event. */
const TOLD_BY_SWEEPS = 'lost-event';

const unnoted = ofEachDevice('I3', '', (device) => (device.lost.length > 0 ? notFound(device) : neverHeardOf(device)) ?? foundInSilence(device));

/**
 * Lost webhooks heal: after the next sweep our record says of every device what the fleet says, and where no other event told it, the
 * sweep's own did. A device that was looked at for another reason may have been seen by its pass.
 */
export const I3: Invariant = {
  id: 'I3',
  sentence: 'What no webhook told us, the sweep finds out, notes and mends.',
  violations: (evidence) => [...unnoted.violations(evidence), ...unhealed(evidence)],
};

const neverHeardOf = ({ model: { state }, row }: DeviceEvidence): string | null => (state === 'accepted' && !row ? 'the fleet accepts it, and we have never heard of it' : null);

function notFound({ model: { state }, row, inbox, lost }: DeviceEvidence): string | null {
  const wanted = statusOf(state);
  if (!row) return wanted === 'decommissioned' ? null : `${lost.length} webhooks of it were lost, the fleet has it ${wanted}, and no sweep took it in`;
  if (row.told === wanted) return inbox.some(({ eventId }) => eventId === row.toldEventId) ? null : `it is known as ${row.told} by the event ${row.toldEventId}, which is nowhere`;
  // A pass does not take a device for gone because the fleet does not know it: that is the sweep's to tell.
  const wasSeen = row.fleetStatus === wanted && wanted !== 'decommissioned';
  return wasSeen ? null : `${lost.length} webhooks of it were lost, the fleet has it ${wanted}, and it is still known as ${row.told}`;
}

function foundInSilence({ found, inbox }: DeviceEvidence): string | null {
  if (!found.includes(TOLD_BY_SWEEPS)) return null;
  return inbox.some(({ sourceId }) => sourceId === SWEEP) ? null : 'a sweep found that an event of it was lost, and its inbox has none of a sweep';
}

const unhealed = ({ devices, recoveredMs, boundMs }: Evidence): string[] =>
  recoveredMs === null && devices.some(({ lost }) => lost.length > 0) ? [`webhooks were lost, and ${boundMs} ms later not everything was well again`] : [];

const statusOf = (state: FleetState): string => (state === 'gone' ? 'decommissioned' : state);
