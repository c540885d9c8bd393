import type { HubEdition } from '../budget/hub-edition.js';
import type { Reason } from '../decision/reasons.js';

/** How many there are of something, by tenant and kind. */
export interface Count {
  tenantId: string;
  kind: string;
  count: number;
}

/** Devices whose wake-up is due and for whom no pass has begun yet. */
export interface Overdue {
  devices: number;
  /** How long the first of them has been waiting, in seconds. */
  oldestSeconds: number;
}

/** The sweeps of a tenant. */
export interface SweepFigure {
  tenantId: string;
  /** Since the last one that came to its end, in seconds; null before the first. */
  agoSeconds: number | null;
  /** How long that one took. */
  tookSeconds: number | null;
  /** Runs that wait for an operator's word. */
  held: number;
}

/** A connection to a hub or a fleet manager, and how it is. */
export interface ConnectionFigure {
  tenantId: string;
  connection: 'hub' | 'fleet';
  /** The reason of the trouble that it is in, `paused`, or `well`. */
  state: Reason | 'paused' | 'well';
  /** For how long it has been in trouble; 0 where it is not. */
  troubleSeconds: number;
}

/** What is counted in the store for those who watch an installation. Names no device. */
export interface StoreFigures {
  /** By the state of their sync. */
  devices: readonly Count[];
  overdue: Overdue;
  /** Those that are open, of `event` or of `device`. */
  deadLetters: readonly Count[];
  /** What sweeps found and is not mended yet, by class. */
  drift: readonly Count[];
  sweeps: readonly SweepFigure[];
  connections: readonly ConnectionFigure[];
  hubs: readonly { id: string; tenantId: string; hostName: string; edition: HubEdition | null; paused: boolean }[];
}

/** Jobs of one queue in one state. */
export interface QueueFigure {
  queue: string;
  state: 'waiting' | 'active' | 'delayed' | 'failed';
  jobs: number;
  /** The age of the oldest, in seconds; 0 where there is none. */
  oldestSeconds: number;
}

/** Counts what is stored. Costs a few looks into indexes. */
export abstract class StoreCounts {
  /** Throws StoreIsAway. */
  abstract read(): Promise<StoreFigures>;
}

/** Counts what is in the queues. */
export abstract class QueueCounts {
  /** Throws when the queue is away. */
  abstract read(): Promise<QueueFigure[]>;
}
