import { Refusal } from '../http/refusal.js';
import type { Configuration, ConfigurationValues } from '../model.js';
import type { Records } from '../records/records.js';
import type { Deployments } from './deployments.js';

/** What is configured for each device, and what the device reports. Source: Mender device configuration API v1. */
export class Configurations {
  constructor(
    private readonly records: Records,
    private readonly deployments: Deployments,
  ) {}

  find(deviceId: string): Configuration | undefined {
    return this.records.of('configuration').get(deviceId);
  }

  /** The configuration of this device. Refuses with 404 when there is none. */
  get(deviceId: string): Configuration {
    const configuration = this.find(deviceId);
    if (!configuration) throw new Refusal(404, 'device not found');
    return configuration;
  }

  /** Makes an empty configuration for a device that has none, as Mender does when a device is first accepted. */
  provision(deviceId: string): void {
    if (!this.find(deviceId)) this.replace(deviceId, {});
  }

  /** Replaces all that is configured; makes the configuration when there is none, even for a device nobody knows. */
  replace(deviceId: string, configured: ConfigurationValues): void {
    const updatedTs = new Date().toISOString();
    this.records.put('configuration', { ...(this.find(deviceId) ?? { id: deviceId, reported: {} }), configured, updatedTs });
  }

  /** Deploys what is configured now. Answers the deployment's id; refuses with 404 when nothing was ever configured. */
  deploy(deviceId: string): string {
    return this.deployments.start(this.get(deviceId));
  }

  /** Forgets a decommissioned device: its configuration goes, and its deployments come to an end. */
  remove(deviceId: string): void {
    this.records.remove('configuration', deviceId);
    this.deployments.abandon(deviceId);
  }
}
