import type { DeviceEvidence, Evidence } from './evidence.js';
import type { FleetState } from '../model/life.js';
import { ofEachDevice, type Invariant } from './invariant.js';

const each = ofEachDevice('I1', '', (device) => wrongStatus(device) ?? notAtRest(device));

/** Convergence. */
export const I1: Invariant = {
  id: 'I1',
  sentence: 'When faults are over, the hub holds every device as the fleet wants it, within the bound.',
  violations: (evidence) => [...each.violations(evidence), ...tooLate(evidence)],
};

/** Whether this is what the hub may hold of a device that is in this state in the fleet. */
export function isHeldAsWanted(state: FleetState, status: 'enabled' | 'disabled' | null): boolean {
  if (state === 'accepted') return status === 'enabled';
  return state === 'gone' ? status === null : status !== 'enabled';
}

function wrongStatus({ model: { state }, identity }: DeviceEvidence): string | null {
  const status = identity?.status ?? null;
  return isHeldAsWanted(state, status) ? null : `the fleet has it ${state}, and in the hub it is ${status ?? 'absent'}`;
}

/** A device that nobody told us of has no row, and needs none. */
function notAtRest({ row, acknowledged }: DeviceEvidence): string | null {
  if (!row) return acknowledged.length > 0 ? 'an event of it was acknowledged, and there is no record of it' : null;
  if (row.settled < row.generation) return `generation ${row.generation} was told and ${row.settled} settled`;
  return row.sync === 'in-sync' ? null : `it is ${row.sync}: ${row.reason}`;
}

const tooLate = ({ recoveredMs, boundMs }: Evidence): string[] =>
  recoveredMs !== null && recoveredMs > boundMs ? [`everything came to rest ${Math.round(recoveredMs)} ms after the fault; the bound is ${boundMs} ms`] : [];
