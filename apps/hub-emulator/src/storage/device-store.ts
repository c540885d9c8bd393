import type { Activity, Device } from '../devices/device.js';
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

  constructor(
    private readonly log: ChangeLog,
    devices = new Map<string, Device>(),
  ) {
    this.#devices = devices;
    for (const device of devices.values()) if (device.status === 'disabled') this.#disabled += 1;
  }

  get count(): number {
    return this.#devices.size;
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
    this.#disabled += countDisabled(device) - countDisabled(this.#devices.get(device.deviceId));
    this.#devices.set(device.deviceId, device);
    this.log.append(writePut(device));
  }

  remove(deviceId: string): void {
    this.#disabled -= countDisabled(this.#devices.get(deviceId));
    if (this.#devices.delete(deviceId)) this.log.append(writeRemoved(deviceId));
  }

  /** Notes what a device did; a short line in the log, since it happens with every message. */
  markActive(device: Device, activity: Activity): void {
    this.#devices.set(device.deviceId, { ...device, activity });
    this.log.append(writeActive(device.deviceId, activity));
  }

  /** Resolves when nothing that can be seen here can be lost by ending the process. */
  flushed(): Promise<void> {
    return this.log.flushed();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

function countDisabled(device: Device | undefined): 0 | 1 {
  return device?.status === 'disabled' ? 1 : 0;
}
