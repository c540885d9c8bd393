import { setTimeout as pause } from 'node:timers/promises';
import { NO_MEDDLING, type Effect, type Meddling, type Probe } from '../invariants/evidence.js';
import type { Chance } from '../model/chance.js';
import { aStranger, moved, type DeviceModel, type LifeStep, type Move } from '../model/life.js';
import type { FaultStack } from '../stack/fault-stack.js';
import { Stirs } from './stirs.js';

/** One run: its devices, what the fleet says of them, and what was seen on the way. */
export class Site {
  readonly #deviceIds: string[] = [];
  readonly models = new Map<string, DeviceModel>();
  readonly probes: Probe[] = [];
  /** What somebody else did to identities of ours. */
  readonly #meddling = new Map<string, Meddling>();
  /** What somebody else wrote into the configuration of a device, and has to stay. */
  readonly edits = new Map<string, Record<string, string>>();
  /** What rang for them. */
  readonly stirs = new Stirs();
  /** Devices without a wake-up that should have one, as they were seen. */
  readonly unwoken: string[] = [];

  constructor(
    readonly stack: FaultStack,
    readonly chance: Chance,
    deviceIds: readonly string[],
  ) {
    this.add(deviceIds);
  }

  get deviceIds(): readonly string[] {
    return this.#deviceIds;
  }

  /** Devices that a fault brings with it. */
  add(deviceIds: readonly string[]): void {
    this.#deviceIds.push(...deviceIds);
    for (const deviceId of deviceIds) this.models.set(deviceId, aStranger(deviceId));
  }

  /** What these devices' administrator does, step by step. */
  async live(steps: readonly LifeStep[]): Promise<void> {
    for (const { deviceId, move, afterMs } of steps) {
      if (afterMs > 0) await pause(afterMs);
      await this.together(move, [deviceId]);
    }
  }

  /** The same move for many, as one order. */
  async together(move: Move, deviceIds: readonly string[]): Promise<void> {
    const { menderControl } = this.stack;
    if (move === 'make') await menderControl.make(deviceIds, true);
    else await menderControl.bulk(move, deviceIds);
    for (const deviceId of deviceIds) this.models.set(deviceId, moved(this.models.get(deviceId)!, move));
  }

  /** Somebody else called the hub about this device. */
  meddled(deviceId: string, effect: Effect | 'calls'): void {
    const before = this.othersOf(deviceId);
    this.#meddling.set(deviceId, { ...before, [effect]: before[effect] + 1 });
  }

  othersOf(deviceId: string): Meddling {
    return this.#meddling.get(deviceId) ?? NO_MEDDLING;
  }

  /** An operator presses the button. */
  async wake(deviceId: string): Promise<void> {
    const { stack } = this;
    await fetch(`${stack.apiUrl}/api/v1/devices/${deviceId}/wake`, { method: 'POST', headers: { authorization: `Bearer ${stack.tenants.default.token}` } });
  }
}
