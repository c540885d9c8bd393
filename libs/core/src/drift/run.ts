import type { FleetConnection, HubConnection } from '../connections/connections.js';
import { Refusal } from '../refusal.js';
import type { Extent } from './compare.js';
import { DRIFT_CLASSES, type DriftClass, type Finding, type FindingState } from './drift.js';

/** `sweep`: mends what differs. `import`: brings in what was in the fleet before. `apply`: mends findings of an earlier run. */
export const RUN_KINDS = ['sweep', 'import', 'apply'] as const;
export type RunKind = (typeof RUN_KINDS)[number];

/** `held`: it waits for an operator's word and changes nothing. `dropped`: nobody wants it any more. */
export const RUN_STATES = ['running', 'held', 'done', 'failed', 'dropped'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What a run does, one after the other. */
export const RUN_PHASES = ['list', 'survey', 'compare', 'confirm', 'mend'] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

/** Which findings an `apply` mends: all, of one class, or of some devices. */
export interface Selection {
  classes: readonly DriftClass[] | null;
  deviceIds: readonly string[] | null;
}

/** Where a run stands. What is saved after every step, so that another worker can go on. */
export interface RunProgress {
  phase: RunPhase;
  /** Where the phase goes on; means nothing outside of it. Null at its beginning. */
  cursor: string | null;
  /** Devices that the phase has looked at, and how many there are; null while nobody knows. */
  done: number;
  total: number | null;
  fleet: Extent;
  hub: Extent;
  /** Failures in a row. */
  tries: number;
  /** What kept the run from seeing all, in a sentence; null while nothing did. */
  hindrance: string | null;
}

/** One class of drift in numbers. */
export interface DriftCount {
  class: DriftClass;
  open: number;
  told: number;
}

export interface SweepRun extends RunProgress {
  id: string;
  tenantId: string;
  kind: RunKind;
  /** Finds and mends nothing. */
  dryRun: boolean;
  state: RunState;
  selection: Selection | null;
  /** What there is to say of its end, or of what it waits for, in a sentence. */
  detail: string | null;
  /** What it found, and how much of it was given to the passes; null until it has compared. */
  found: Readonly<Partial<Record<DriftClass, number>>> | null;
  mended: number;
  /** Who asked for it; null when it was its time. */
  askedBy: string | null;
  approvedBy: string | null;
  beganAt: Date;
  /** When the present phase began. */
  phaseAt: Date;
  endedAt: Date | null;
}

/** The right to work on a run for a while. */
export interface RunClaim {
  run: SweepRun;
  /** Rises with every claim of the run. Whoever holds an older one may not write any more. */
  fence: bigint;
  leaseMs: number;
  /** How often sweeps are made, ms. */
  intervalMs: number;
  hub: HubConnection | null;
  fleet: FleetConnection | null;
  /** What was in the fleet before this is not taken in without an operator's word. */
  connectedAt: Date;
}

/** What an operator wants. */
export interface RunWish {
  kind: RunKind;
  dryRun: boolean;
  selection: Selection | null;
  askedBy: string;
}

/** A finding as it is kept. */
export interface KeptFinding extends Omit<Finding, 'isSuspicion'> {
  id: bigint;
  runId: string;
  state: FindingState;
  /** When the run began that found it last: what it says is at least as old. */
  asOf: Date;
  firstAt: Date;
  lastAt: Date;
}

/** The classes that a run may mend. What was in the fleet before is brought in only where that is what somebody asked for. */
export function classesOf({ kind, selection }: Pick<SweepRun, 'kind' | 'selection'>): readonly DriftClass[] {
  if (kind === 'import') return ['not-imported'];
  if (selection?.classes) return selection.classes;
  return selection?.deviceIds ? DRIFT_CLASSES : DRIFT_CLASSES.filter((one) => one !== 'not-imported');
}

/** The classes that a run has seen to the end: what it did not find in them is mended. */
export function classesSeen({ fleet, hub }: Pick<SweepRun, 'fleet' | 'hub'>): readonly DriftClass[] {
  return [
    'not-delivered',
    ...(fleet === 'whole' ? (['lost-event', 'not-imported'] as const) : []),
    ...(hub === 'whole' ? (['missing-in-hub', 'status-differs', 'identity-replaced'] as const) : []),
    ...(fleet === 'whole' && hub === 'whole' ? (['extra-in-hub'] as const) : []),
  ];
}

/** What a run could not see, in sentences; null when it saw all. */
export function shortcomingsOf({ fleet, hub, hindrance }: Pick<SweepRun, 'fleet' | 'hub' | 'hindrance'>): string | null {
  const sentences = [
    ...(fleet === 'partly' ? ['The fleet could not be listed to its end, so nothing was taken for missing in it.'] : []),
    ...(hub === 'partly' ? ['The hub could not be surveyed to its end, so nothing was taken for missing in it.'] : []),
    ...(hindrance !== null ? [`What kept the run from seeing all: ${hindrance}`] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : null;
}

/** How long the rest of the phase takes, in seconds, if it goes on as it went; null while nobody can tell. */
export function secondsLeft({ state, done, total, phaseAt }: Pick<SweepRun, 'state' | 'done' | 'total' | 'phaseAt'>, now: Date): number | null {
  if (state !== 'running' || total === null || done === 0) return null;
  const passed = Math.max(0, now.getTime() - phaseAt.getTime());
  return Math.ceil(((passed / done) * Math.max(0, total - done)) / 1_000);
}

/** A tenant's fleet is looked at by one run at a time. */
export class RunUnderWay extends Refusal {
  readonly code = 'run-under-way';
}

/** Only a run that is held can be approved or dropped. */
export class RunNotHeld extends Refusal {
  readonly code = 'run-not-held';
}
