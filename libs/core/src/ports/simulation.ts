import { Refusal } from '../refusal.js';
import type { ListedStatus } from './fleet-list.js';

/** What can be broken around Lockstep where its surroundings are simulated. */
export const SIMULATED_FAULTS = ['hub-slow', 'hub-throttles', 'hub-away', 'hub-refuses', 'fleet-away', 'webhooks-lost', 'devices-away'] as const;
export type SimulatedFault = (typeof SIMULATED_FAULTS)[number];

/** What an administrator of the fleet manager does with devices. */
export const FLEET_ACTIONS = ['accept', 'reject', 'dismiss', 'decommission'] as const;
export type FleetAction = (typeof FLEET_ACTIONS)[number];

export interface SimulatedDevice {
  deviceId: string;
  status: ListedStatus;
}

/** Which devices are changed: those named, or all with a status. */
export type SimulatedSelection = { ids: readonly string[] } | { status: ListedStatus };

export interface SimulatedSurroundings {
  /** How many devices the fleet manager has, by status. */
  devices: Readonly<Record<ListedStatus, number>>;
  /** What is broken now. */
  broken: readonly SimulatedFault[];
}

/** A simulated fleet manager and hub, to be changed and broken by hand. Every verb throws SimulationIsAway. */
export abstract class Simulation {
  abstract look(): Promise<SimulatedSurroundings>;

  /** Devices of the fleet manager by id, after the one named, at most `limit`. */
  abstract list(page: { after: string | null; limit: number; status: ListedStatus | null }): Promise<SimulatedDevice[]>;

  /** So many new devices ask to be let in. Answers with their ids. */
  abstract add(count: number): Promise<string[]>;

  /** Does this to the devices as the fleet manager's administrator would; answers how many it changed. */
  abstract change(action: FleetAction, which: SimulatedSelection): Promise<number>;

  /** Breaks something, or mends it. Of the faults of the hub one stands at a time: another takes its place. */
  abstract set(fault: SimulatedFault, broken: boolean): Promise<void>;

  /** Nothing is broken any more. */
  abstract mend(): Promise<void>;
}

/** The emulators do not answer. */
export class SimulationIsAway extends Refusal {
  readonly code = 'simulation-is-away';
}
