import type { FleetStatus } from '../fleet-status.js';

/** How the fleet, our record and the hub can differ, with the sentence that an operator reads. */
export const DRIFT = {
  'lost-event': 'The fleet manager says something else of the device than the events that reached us.',
  'missing-in-hub': 'Our record says that the hub holds the device, and the hub does not.',
  'extra-in-hub': 'The hub holds an identity that carries our tag, and nobody wants it there.',
  'status-differs': 'The hub has the device enabled where it was left disabled, or the other way round.',
  'identity-replaced': 'The identity in the hub is not the one that we left there, so its keys may be others.',
  'not-delivered': 'The device is enabled in the hub, and its current connection string is not in its configuration.',
  'delivery-overwritten': 'The connection string that was delivered is not in the configuration of the device any more.',
  'not-imported': 'The device was in the fleet before it was connected. It is left alone until it is imported.',
} as const satisfies Record<string, string>;

export type DriftClass = keyof typeof DRIFT;
export const DRIFT_CLASSES = Object.keys(DRIFT) as [DriftClass, ...DriftClass[]];

/** What an import makes of a device, by what the fleet says of it. */
export const IMPORT_DOES: Readonly<Record<FleetStatus, string>> = {
  accepted: 'Created in the hub, or adopted where it is there already, enabled, and its connection string delivered.',
  preauthorized: 'Enabled where the hub has it; not created.',
  rejected: 'Disabled where the hub has it.',
  noauth: 'Disabled where the hub has it.',
  pending: 'Disabled where the hub has it.',
  decommissioned: 'Nothing.',
};

/** What mending it would do to the device in the hub, as far as the guard counts it. */
export type Harm = 'none' | 'disable' | 'delete';

/** One device that is not as it should be. */
export interface Finding {
  class: DriftClass;
  deviceId: string;
  /** What is the case, in a sentence. */
  detail: string;
  /** What the fleet says, where that is what our record lacks. */
  status: FleetStatus | null;
  harm: Harm;
  /** The hub's index said so, which may be minutes old: a look at the device itself has to say it too. */
  isSuspicion: boolean;
}

/**
 * `open`: found, and nothing was done. `told`: given to the pass that decides. `closed`: a later look did not find it any more.
 * A `suspected` one is shown to nobody.
 */
export type FindingState = 'suspected' | 'open' | 'told' | 'closed';

/** How a finding is mended: an event, as the sender would have sent it, or a fresh look at the device. Whatever follows, the pass decides. */
export type Remedy = { kind: 'tell'; status: FleetStatus } | { kind: 'wake' };

export const remedyOf = ({ status }: Pick<Finding, 'status'>): Remedy => (status === null ? { kind: 'wake' } : { kind: 'tell', status });
