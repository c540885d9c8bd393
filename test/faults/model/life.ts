import type { Chance } from './chance.js';

/** What somebody does to a device in the fleet manager. */
export type Move = 'make' | 'accept' | 'reject' | 'dismiss' | 'decommission';

/** What the fleet says of a device; `gone`: nothing, or no more. */
export type FleetState = 'gone' | 'pending' | 'accepted' | 'rejected' | 'noauth';

/** What can be done to a device; what is more likely stands more often. */
const MOVES: Record<FleetState, readonly Move[]> = {
  gone: ['make'],
  pending: ['accept', 'accept', 'accept', 'reject', 'dismiss', 'decommission'],
  accepted: ['reject', 'reject', 'dismiss', 'decommission'],
  rejected: ['accept', 'accept', 'dismiss', 'decommission'],
  noauth: ['accept', 'accept', 'decommission'],
};

const AFTER: Record<Move, FleetState> = { make: 'pending', accept: 'accepted', reject: 'rejected', dismiss: 'noauth', decommission: 'gone' };

export const possibleMoves = (state: FleetState): readonly Move[] => MOVES[state];

export interface LifeStep {
  deviceId: string;
  move: Move;
  /** How long nothing happens before, ms. */
  afterMs: number;
}

/** What is so of a device by what was done to it. */
export interface DeviceModel {
  deviceId: string;
  state: FleetState;
  moves: readonly Move[];
  /** How often it was made in the fleet. */
  incarnations: number;
}

export const aStranger = (deviceId: string): DeviceModel => ({ deviceId, state: 'gone', moves: [], incarnations: 0 });

export const moved = (device: DeviceModel, move: Move): DeviceModel => ({
  ...device,
  state: AFTER[move],
  moves: [...device.moves, move],
  incarnations: device.incarnations + (move === 'make' ? 1 : 0),
});

export interface LifeSettings {
  deviceIds: readonly string[];
  steps: number;
  longestPauseMs: number;
}

/** A random life of some devices, theirs mixed, of moves that are possible. */
export function inventLife(chance: Chance, { deviceIds, steps, longestPauseMs }: LifeSettings): LifeStep[] {
  const devices = new Map(deviceIds.map((deviceId) => [deviceId, aStranger(deviceId)]));
  return Array.from({ length: steps }, () => {
    const device = devices.get(chance.pick(deviceIds))!;
    const move = chance.pick(possibleMoves(device.state));
    devices.set(device.deviceId, moved(device, move));
    return { deviceId: device.deviceId, move, afterMs: chance.isLucky(0.5) ? 0 : chance.between(0, longestPauseMs) };
  });
}
