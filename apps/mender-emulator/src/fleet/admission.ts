import type { Configurations } from '../configure/configurations.js';
import type { Deployments } from '../configure/deployments.js';
import type { AuthSet, AuthSetStatus, Device } from '../model.js';
import type { Settings } from '../settings.js';
import { decommissionedEvent, provisionedEvent, statusChangedEvent, type DeviceEvent } from '../webhooks/device-event.js';
import type { Webhooks } from '../webhooks/webhooks.js';
import { acceptAuthSet, addAuthSet, authSetOf, rejectAuthSet, removeAuthSet, resetAuthSet } from './change-auth-set.js';
import type { Fleet } from './fleet.js';

export interface AdmissionNeeds {
  readonly fleet: Fleet;
  readonly configurations: Configurations;
  readonly deployments: Deployments;
  readonly webhooks: Webhooks;
  readonly settings: Readonly<Settings>;
}

const CHANGES = { accepted: acceptAuthSet, rejected: rejectAuthSet, pending: resetAuthSet } as const;

/** Who may be part of the fleet: every change of a device's status goes through here and is announced from here. */
export class Admission {
  private readonly leaving = new Map<string, NodeJS.Timeout>();

  constructor(private readonly needs: AdmissionNeeds) {
    for (const device of [...needs.fleet.devices()]) if (device.decommissioning) this.leave(device.id);
  }

  /** A device that the fleet has not seen. `announce: false` takes it in without a word, as if it had always been there. */
  add(device: Device, { announce }: { announce: boolean }): Device {
    const { fleet, configurations } = this.needs;
    const accepted = device.status === 'accepted';
    const saved = fleet.save({ ...device, provisioned: accepted });
    if (accepted) configurations.provision(device.id);
    if (announce) this.announceStatus(saved, accepted);
    return saved;
  }

  /** A device asks to be let in with one more key. `quietly` is Mender's way with a forced preauthorization. */
  addAuthSet(deviceId: string, authSet: AuthSet, { quietly = false } = {}): void {
    const before = this.needs.fleet.get(deviceId);
    const after = addAuthSet(before, authSet);
    if (quietly) this.needs.fleet.save({ ...after, status: before.status });
    else this.settle(before, after, before.status);
  }

  /** Accepts, rejects or resets one authentication set. Refuses as the rules of `change-auth-set.ts` say. */
  setStatus(deviceId: string, authSetId: string, status: keyof typeof CHANGES): void {
    const before = this.needs.fleet.get(deviceId);
    const former = authSetOf(before, authSetId).status;
    const after = CHANGES[status](before, authSetId);
    if (former !== status) this.settle(before, after, former);
  }

  /** A preauthorized device connects for the first time and is let in without being asked about. */
  admitPreauthorized(deviceId: string, authSetId: string): void {
    const before = this.needs.fleet.get(deviceId);
    this.settle(before, acceptAuthSet(before, authSetId, ['preauthorized']), 'preauthorized');
  }

  /** Dismisses one authentication set. A device whose preauthorization is taken back is deleted with it. */
  dismiss(deviceId: string, authSetId: string): void {
    const { fleet, webhooks } = this.needs;
    const before = fleet.get(deviceId);
    const former = authSetOf(before, authSetId).status;
    if (former === 'preauthorized') {
      fleet.remove(deviceId);
      webhooks.announce(statusChangedEvent(deviceId, 'decommissioned'));
      return;
    }
    this.settle(before, removeAuthSet(before, authSetId), former);
  }

  /** Removes a device and its configuration. It stays listed for `decommissionDelayMs`, marked as decommissioning. */
  decommission(deviceId: string): void {
    const { fleet, configurations, webhooks } = this.needs;
    const device = fleet.get(deviceId);
    if (device.decommissioning) return;
    fleet.save({ ...device, decommissioning: true });
    configurations.remove(deviceId);
    this.leave(deviceId);
    webhooks.announce(decommissionedEvent(deviceId));
  }

  stop(): void {
    for (const timer of this.leaving.values()) clearTimeout(timer);
    this.leaving.clear();
  }

  /**
   * Keeps a change of authentication sets and announces it. Nothing is announced when the set's former status equals the device's
   * new one: Mender compares these two, so a device accepted with another key is announced as accepted again.
   */
  private settle(before: Device, after: Device, former: AuthSetStatus | Device['status']): void {
    const { fleet, configurations, deployments } = this.needs;
    const first = after.status === 'accepted' && !before.provisioned;
    const saved = fleet.save({ ...after, provisioned: before.provisioned || first });
    if (first) configurations.provision(saved.id);
    if (former !== saved.status) this.announceStatus(saved, first);
    if (saved.status === 'accepted' && before.status !== 'accepted') deployments.resume(saved.id);
  }

  private announceStatus(device: Device, first: boolean): void {
    const changed = statusChangedEvent(device.id, device.status);
    const events: DeviceEvent[] = first ? [provisionedEvent(device), changed] : [changed];
    this.needs.webhooks.announce(...(this.needs.settings.provisionedFirst ? events : events.reverse()));
  }

  private leave(deviceId: string): void {
    const { fleet, settings } = this.needs;
    const gone = (): void => {
      this.leaving.delete(deviceId);
      if (fleet.find(deviceId)) fleet.remove(deviceId);
    };
    if (settings.decommissionDelayMs === 0) gone();
    else this.leaving.set(deviceId, setTimeout(gone, settings.decommissionDelayMs));
  }
}
