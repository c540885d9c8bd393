import type { Activity, Device, Module } from '../devices/device.js';
import type { ChangeHistory } from './change-history.js';
import { writeActive, writePut, writeRemoved } from './device-lines.js';

/** Where changes are written down before anybody is told of them. */
export interface ChangeLog {
  /** Takes a line in; lines are written in the order of the calls. */
  append(line: string): void;
  /** Resolves when every line taken in so far is written; rejects when that failed. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

/** The devices of one hub: all in memory, every change in the log as well. */
export class DeviceStore {
  readonly #devices: Map<string, Device>;
  #disabled = 0;
  #modules = 0;

  constructor(
    private readonly log: ChangeLog,
    devices = new Map<string, Device>(),
    private readonly history?: ChangeHistory,
  ) {
    this.#devices = devices;
    for (const device of devices.values()) this.tally(device, 1);
  }

  get count(): number {
    return this.#devices.size;
  }

  /** The modules of all devices. */
  get moduleCount(): number {
    return this.#modules;
  }

  get disabledCount(): number {
    return this.#disabled;
  }

  find(deviceId: string): Device | undefined {
    return this.#devices.get(deviceId);
  }

  /** The oldest devices, at most this many. */
  first(most: number): Device[] {
    const first: Device[] = [];
    for (const device of this.#devices.values()) {
      if (first.length >= most) break;
      first.push(device);
    }
    return first;
  }

  /** Adds the device or takes the place of the one with its id. */
  put(device: Device): void {
    const before = this.#devices.get(device.deviceId);
    this.history?.note(device.deviceId, before);
    this.tally(before, -1);
    this.tally(device, 1);
    this.#devices.set(device.deviceId, device);
    this.log.append(writePut(device));
  }

  remove(deviceId: string): void {
    const before = this.#devices.get(deviceId);
    if (!before) return;
    this.history?.note(deviceId, before);
    this.tally(before, -1);
    this.#devices.delete(deviceId);
    this.log.append(writeRemoved(deviceId));
  }

  /** Notes what a device did; a short line in the log, since it happens with every message. */
  markActive(device: Device, activity: Activity): void {
    this.history?.note(device.deviceId, device);
    this.#devices.set(device.deviceId, { ...device, activity });
    this.log.append(writeActive(device.deviceId, activity));
  }

  /** The devices as they were so many milliseconds ago, in the order of their creation. */
  asOf(lagMs: number): Iterable<Device> {
    const changed = this.history && lagMs > 0 ? this.history.changedSince(lagMs) : undefined;
    return changed && changed.size > 0 ? this.bygone(changed) : this.#devices.values();
  }

  /** The modules as they were, in the order of their creation. */
  modulesAsOf(lagMs: number): Module[] {
    const modules = [...this.asOf(lagMs)].flatMap((device) => device.modules ?? []);
    return modules.sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Resolves when nothing that can be seen here can be lost by ending the process. */
  flushed(): Promise<void> {
    return this.log.flushed();
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private *bygone(changed: ReadonlyMap<string, Device | undefined>): Generator<Device> {
    // Those that are gone by now, or live another life: they have lost their place among the others.
    const lost = [...changed.values()].filter((was) => was !== undefined && this.find(was.deviceId)?.createdAt !== was.createdAt) as Device[];
    lost.sort((a, b) => a.createdAt - b.createdAt);
    for (const device of this.#devices.values()) {
      while (lost.length > 0 && lost[0]!.createdAt < device.createdAt) yield lost.shift()!;
      if (!changed.has(device.deviceId)) yield device;
      else if (changed.get(device.deviceId)?.createdAt === device.createdAt) yield changed.get(device.deviceId)!;
    }
    yield* lost;
  }

  private tally(device: Device | undefined, by: 1 | -1): void {
    if (device?.status === 'disabled') this.#disabled += by;
    this.#modules += by * (device?.modules?.length ?? 0);
  }
}
