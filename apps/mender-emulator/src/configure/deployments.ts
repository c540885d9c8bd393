import { randomUUID } from 'node:crypto';
import type { Fleet } from '../fleet/fleet.js';
import type { Configuration, Deployment } from '../model.js';
import type { Records } from '../records/records.js';
import type { Settings } from '../settings.js';

/**
 * Configuration deployments and the devices that apply them. A device that is accepted applies a deployment `reportDelayMs`
 * after it was made; any other device leaves it pending until it is accepted again. Deployments are kept for good.
 */
export class Deployments {
  private readonly perDevice = new Map<string, string[]>();
  private readonly pending = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly records: Records,
    private readonly fleet: Fleet,
    private readonly settings: Readonly<Settings>,
  ) {
    for (const deployment of records.of('deployment').values()) this.index(deployment);
    this.resumeAll();
  }

  /** Deploys what is configured for a device. Answers the deployment's id. */
  start(configuration: Configuration): string {
    const deployment: Deployment = {
      id: randomUUID(),
      deviceId: configuration.id,
      status: 'pending',
      created: new Date().toISOString(),
      configuration: configuration.configured,
    };
    this.records.put('configuration', { ...configuration, deploymentId: deployment.id });
    this.records.put('deployment', deployment);
    this.index(deployment);
    this.arm(deployment);
    return deployment.id;
  }

  find(id: string): Deployment | undefined {
    return this.records.of('deployment').get(id);
  }

  /** Every deployment of one device, or of all, in the order in which they were made. */
  history(deviceId?: string): Deployment[] {
    if (deviceId === undefined) return [...this.records.of('deployment').values()];
    return this.idsOf(deviceId).map((id) => this.find(id)!);
  }

  countOf(deviceId: string): number {
    return this.idsOf(deviceId).length;
  }

  /** How many deployments each device had. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.perDevice].map(([deviceId, ids]) => [deviceId, ids.length]));
  }

  /** The device may connect again: what waited for it goes on. */
  resume(deviceId: string): void {
    for (const id of this.idsOf(deviceId)) if (this.pending.has(id)) this.arm(this.find(id)!);
  }

  /** Starts every wait anew, with the delay of now. */
  resumeAll(): void {
    for (const id of this.pending) this.arm(this.find(id)!);
  }

  /** The device is gone, and will not apply what still waits for it. */
  abandon(deviceId: string): void {
    for (const id of this.idsOf(deviceId)) if (this.pending.has(id)) this.finish(this.find(id)!, 'decommissioned');
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private arm(deployment: Deployment): void {
    this.disarm(deployment.id);
    const { reportDelayMs } = this.settings;
    if (reportDelayMs === 'never') return;
    if (reportDelayMs === 0) this.apply(deployment);
    else this.timers.set(deployment.id, setTimeout(() => this.apply(deployment), reportDelayMs));
  }

  private disarm(id: string): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  private apply(deployment: Deployment): void {
    const device = this.fleet.find(deployment.deviceId);
    if (device?.status !== 'accepted' || device.decommissioning) return;

    const configuration = this.records.of('configuration').get(deployment.deviceId);
    if (configuration) {
      const reported = deployment.configuration ?? {};
      this.records.put('configuration', { ...configuration, reported, reportedTs: new Date().toISOString() });
    }
    this.finish(deployment, 'success');
  }

  private finish({ id, deviceId, created }: Deployment, status: 'success' | 'decommissioned'): void {
    this.disarm(id);
    this.pending.delete(id);
    const finished = new Date().toISOString();
    this.records.put('deployment', { id, deviceId, status, created, ...(status === 'success' && { started: finished }), finished });
  }

  private index(deployment: Deployment): void {
    const ids = this.perDevice.get(deployment.deviceId);
    if (ids) ids.push(deployment.id);
    else this.perDevice.set(deployment.deviceId, [deployment.id]);
    if (deployment.status === 'pending') this.pending.add(deployment.id);
  }

  private idsOf(deviceId: string): readonly string[] {
    return this.perDevice.get(deviceId) ?? [];
  }
}
