import { Refusal } from '../http/refusal.js';
import { DEVICE_STATUSES, type Device, type DeviceStatus } from '../model.js';
import type { Records } from '../records/records.js';
import { identityKey } from './identity-key.js';

/** Which devices are meant; an empty list means all. */
export interface DeviceFilter {
  readonly statuses: readonly DeviceStatus[];
  readonly ids: readonly string[];
}

/** The devices, with what finding them quickly needs. Changes nothing by itself but `revision` and `updatedTs`. */
export class Fleet {
  private readonly byIdentity = new Map<string, string>();
  private readonly perStatus = new Map<DeviceStatus, number>(DEVICE_STATUSES.map((status) => [status, 0]));
  /** Sorted when somebody asks, and forgotten when the answer may have changed. */
  private sortedByStatus: readonly Device[] | undefined;
  private sortedIds: readonly string[] | undefined;

  constructor(private readonly records: Records) {
    for (const device of this.devices()) this.count(device, 1);
  }

  devices(): Iterable<Device> {
    return this.records.of('device').values();
  }

  find(id: string): Device | undefined {
    return this.records.of('device').get(id);
  }

  /** The device with this id. Refuses with 404 when there is none. */
  get(id: string): Device {
    const device = this.find(id);
    if (!device) throw new Refusal(404, 'device not found');
    return device;
  }

  findByIdentity(identityData: unknown): Device | undefined {
    const id = this.byIdentity.get(identityKey(identityData));
    return id === undefined ? undefined : this.find(id);
  }

  /** Devices sorted by status, then id. Source: Mender deviceauth, which sorts its list like that. */
  list(filter: DeviceFilter, skip: number, limit: number): Device[] {
    const wanted = filter.ids.length === 0 ? this.byStatus() : this.byIds(filter.ids);
    if (filter.statuses.length === 0) return wanted.slice(skip, skip + limit);
    return wanted.filter(({ status }) => filter.statuses.includes(status)).slice(skip, skip + limit);
  }

  /** Devices in the order of their ids, beginning behind `after`. */
  listAfter(after: string | undefined, limit: number, status?: DeviceStatus): Device[] {
    const ids = (this.sortedIds ??= [...this.records.of('device').keys()].sort());
    const found: Device[] = [];
    for (let index = after === undefined ? 0 : firstBehind(ids, after); index < ids.length && found.length < limit; index += 1) {
      const device = this.get(ids[index]!);
      if (status === undefined || device.status === status) found.push(device);
    }
    return found;
  }

  size(): number {
    return this.records.of('device').size;
  }

  counts(): Record<DeviceStatus, number> {
    return Object.fromEntries(this.perStatus) as Record<DeviceStatus, number>;
  }

  /** Keeps the device as it is now, one revision on. */
  save(device: Device): Device {
    const before = this.find(device.id);
    const saved: Device = { ...device, revision: device.revision + 1, updatedTs: new Date().toISOString() };
    if (before) this.count(before, -1);
    else this.sortedIds = undefined;
    this.records.put('device', saved);
    this.count(saved, 1);
    this.sortedByStatus = undefined;
    return saved;
  }

  remove(id: string): void {
    this.count(this.get(id), -1);
    this.records.remove('device', id);
    this.sortedIds = undefined;
    this.sortedByStatus = undefined;
  }

  private count(device: Device, by: 1 | -1): void {
    this.perStatus.set(device.status, this.perStatus.get(device.status)! + by);
    if (by === 1) this.byIdentity.set(identityKey(device.identityData), device.id);
    else this.byIdentity.delete(identityKey(device.identityData));
  }

  private byStatus(): readonly Device[] {
    return (this.sortedByStatus ??= [...this.devices()].sort(byStatusAndId));
  }

  private byIds(ids: readonly string[]): readonly Device[] {
    return [...new Set(ids)].flatMap((id) => this.find(id) ?? []).sort(byStatusAndId);
  }
}

function byStatusAndId(a: Device, b: Device): number {
  if (a.status !== b.status) return a.status < b.status ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/** The index of the first of the sorted ids that is greater than `after`. */
function firstBehind(ids: readonly string[], after: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
