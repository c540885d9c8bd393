import { shutsOut, wantedFor, type FleetStatus } from '../fleet-status.js';
import type { DriftClass, Finding, Harm } from './drift.js';

/** What the three sides say of one device. Plain facts, gathered before. */
export interface Trio {
  deviceId: string;
  /** In the list of the fleet; null when it is not in it. */
  fleet: FleetEntry | null;
  /** Our own record; null when no event ever named the device. */
  held: HeldDevice | null;
  /** In the index of the hub; null when it is not in it. */
  hub: HubEntry | null;
}

export interface FleetEntry {
  status: FleetStatus;
  /** When the fleet manager first saw it; null when it does not tell. */
  createdAt: Date | null;
}

export interface HeldDevice {
  told: FleetStatus;
  /** What the fleet said at the last pass. */
  fleetStatus: FleetStatus | null;
  hub: 'unseen' | 'absent' | 'enabled' | 'disabled';
  etag: string | null;
  /** The keys are our own, so that our tag is on the twin. */
  isDerived: boolean;
  isDelivered: boolean;
  /** At rest: nothing came in since the last pass, and none is due. Whatever moves is looked at by its own pass. */
  rests: boolean;
  /** An event came in after the fleet or the hub was asked. */
  hasNews: boolean;
}

export interface HubEntry {
  status: 'enabled' | 'disabled';
  /** Of the identity; null when the index does not tell. */
  etag: string | null;
  /** Our tag is on it, with our tenant. */
  isOurs: boolean;
}

/** How much of a side was seen. Of what was not seen to its end nothing can be missing; `unseen` says nothing at all. */
export type Extent = 'whole' | 'partly' | 'unseen';

export interface Look {
  fleet: Extent;
  hub: Extent;
  /** Devices that the fleet manager knew before this are not taken in without an operator's word. */
  connectedAt: Date;
}

/** Compares fleet, record and hub; the first difference that is found counts, since mending it looks at the whole device. */
export function compare(trio: Trio, look: Look): Finding | null {
  if (trio.held?.hasNews) return null;
  return unknownToUs(trio, look) ?? lostEvent(trio, look) ?? differsInHub(trio, look) ?? notDelivered(trio);
}

function unknownToUs({ deviceId, fleet, held, hub }: Trio, look: Look): Finding | null {
  if (held) return null;
  if (fleet && fleet.status !== 'decommissioned') {
    const isOld = fleet.createdAt !== null && fleet.createdAt < look.connectedAt;
    const harm = hub?.status === 'enabled' && shutsOut(fleet.status) ? 'disable' : 'none';
    return isOld
      ? found('not-imported', deviceId, { status: fleet.status, harm, detail: `The fleet has it as ${fleet.status}.` })
      : found('lost-event', deviceId, { status: fleet.status, harm, detail: `The fleet has it as ${fleet.status}, and no event told of it.` });
  }
  if (!hub?.isOurs || (!fleet && look.fleet !== 'whole')) return null;
  return found('extra-in-hub', deviceId, { status: 'decommissioned', harm: 'delete', isSuspicion: true, detail: 'Neither the fleet nor our record has it.' });
}

function lostEvent({ deviceId, fleet, held }: Trio, look: Look): Finding | null {
  if (!held || look.fleet === 'unseen') return null;
  if (fleet) {
    // The pass asks the fleet itself: where it did, its answer counts, whatever older events say.
    const asked = held.rests ? held.fleetStatus : null;
    if (fleet.status === (asked ?? held.told)) return null;
    const otherwise = asked ? `had it as ${asked} at the last pass` : `the events say ${held.told}`;
    return found('lost-event', deviceId, { status: fleet.status, harm: harmOf(fleet.status, held), detail: `The fleet has it as ${fleet.status}, ${otherwise}.` });
  }
  if (look.fleet !== 'whole' || held.told === 'decommissioned') return null;
  return found('lost-event', deviceId, { status: 'decommissioned', harm: harmOf('decommissioned', held), isSuspicion: true, detail: `The fleet does not have it any more, the events say ${held.told}.` });
}

function differsInHub({ deviceId, held, hub }: Trio, look: Look): Finding | null {
  if (!held?.rests || look.hub === 'unseen' || held.hub === 'unseen') return null;
  const suspicion = (kind: DriftClass, detail: string, harm: Harm = 'none') => found(kind, deviceId, { detail, harm, isSuspicion: true });

  if (held.hub === 'absent') {
    if (hub?.isOurs && wantedFor(held.told) === 'absent') return suspicion('extra-in-hub', 'It was decommissioned, and an identity with our tag is there.', 'delete');
    const letsIn = hub?.status === 'enabled' && wantedFor(held.told) === 'disabled-if-present';
    return letsIn ? suspicion('status-differs', `The events say ${held.told}, and the hub has it enabled, where there was none.`, 'disable') : null;
  }
  if (!hub) return look.hub === 'whole' ? suspicion('missing-in-hub', `Our record has it ${held.hub}, and the hub does not have it.`) : null;
  if (hub.status !== held.hub) return suspicion('status-differs', `The hub has it ${hub.status}; it was left ${held.hub}.`, held.hub === 'disabled' ? 'disable' : 'none');
  if (held.isDerived && !hub.isOurs) return suspicion('identity-replaced', 'Our tag is not on it any more.');
  if (held.etag !== null && hub.etag !== null && hub.etag !== held.etag) return suspicion('identity-replaced', 'It was written by somebody else since we last did.');
  return null;
}

/** Only from our own record: to read the configuration of every device would be too much to ask of the fleet manager. */
function notDelivered({ deviceId, fleet, held }: Trio): Finding | null {
  if (!held?.rests || held.isDelivered || held.hub !== 'enabled' || (fleet?.status ?? held.told) !== 'accepted') return null;
  return found('not-delivered', deviceId, { detail: 'It is enabled in the hub, and nothing that would deliver its connection string is due.' });
}

/** Only what would take a working device away counts: one that is not enabled, or not known to be there, loses nothing. */
function harmOf(status: FleetStatus, { hub }: HeldDevice): Harm {
  if (hub === 'absent') return 'none';
  if (wantedFor(status) === 'absent') return 'delete';
  return shutsOut(status) && hub !== 'disabled' ? 'disable' : 'none';
}

const found = (kind: DriftClass, deviceId: string, more: Partial<Finding> & Pick<Finding, 'detail'>): Finding => ({
  class: kind,
  deviceId,
  status: null,
  harm: 'none',
  isSuspicion: false,
  ...more,
});
