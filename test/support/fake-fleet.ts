import { randomUUID } from 'node:crypto';
import {
  Fleet,
  FleetIsAway,
  FleetRefusesConfiguration,
  FleetRefusesCredentials,
  Secret,
  type DeviceConfiguration,
  type DeviceKey,
  type Failure,
  type FleetConnection,
  type FleetStatus,
} from '#core';

type Values = Readonly<Record<string, string>>;
type Verb = 'look' | 'readConfiguration' | 'writeConfiguration' | 'deployConfiguration';

interface Configured {
  configured: Values;
  reported: Values;
  deployments: { id: string; values: Values }[];
}

const LONGEST_VALUE = 4096;

/** A fleet in memory, held to the same conformance suite as the real one. Tenants do not see each other's devices. */
export class FakeFleet extends Fleet {
  /** Every call in its order, failed ones too. */
  readonly calls: { verb: Verb; deviceId: string }[] = [];

  readonly #statuses = new Map<string, FleetStatus>();
  readonly #configurations = new Map<string, Configured>();
  readonly #token: string | null;
  #failing: { failure: Failure; when: 'before' | 'after' } | null = null;

  /** With `token`, connections with another one are refused. */
  constructor({ token = null }: { token?: string | null } = {}) {
    super();
    this.#token = token;
  }

  /** What the fleet says of a device from now on. Accepting makes an empty configuration, decommissioning removes it. */
  setStatus(key: DeviceKey, status: FleetStatus): void {
    this.#statuses.set(nameOf(key), status);
    if (status === 'accepted') this.#configured(key);
    if (status === 'decommissioned') this.#configurations.delete(nameOf(key));
  }

  /** What somebody else puts into the configuration, beside us. */
  configure(key: DeviceKey, values: Values): void {
    const before = this.#configured(key);
    before.configured = { ...before.configured, ...values };
  }

  /** The device applies the last deployment and reports it. */
  report(key: DeviceKey): void {
    const found = this.#configured(key);
    found.reported = found.deployments.at(-1)?.values ?? found.reported;
  }

  /** The values configured for a device, opened. */
  configuredFor(key: DeviceKey): Values | null {
    return this.#configurations.get(nameOf(key))?.configured ?? null;
  }

  /** The ids of the deployments made for a device, oldest first. */
  deploymentsOf(key: DeviceKey): string[] {
    return this.#configurations.get(nameOf(key))?.deployments.map(({ id }) => id) ?? [];
  }

  /** Every call fails so until `recover`. `after`: what was asked is done first, and only its answer is lost. */
  failWith(failure: Failure, when: 'before' | 'after' = 'before'): void {
    this.#failing = { failure, when };
  }

  recover(): void {
    this.#failing = null;
  }

  look(connection: FleetConnection, deviceId: string): Promise<FleetStatus> {
    return this.#answer('look', connection, deviceId, (key) => this.#statuses.get(nameOf(key)) ?? 'decommissioned');
  }

  readConfiguration(connection: FleetConnection, deviceId: string): Promise<DeviceConfiguration | null> {
    return this.#answer('readConfiguration', connection, deviceId, (key) => {
      const found = this.#configurations.get(nameOf(key));
      if (!found) return null;
      const { configured, reported, deployments } = found;
      return { configured: new Secret({ ...configured }), reported: new Secret({ ...reported }), deploymentId: deployments.at(-1)?.id ?? null };
    });
  }

  writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Values>): Promise<void> {
    return this.#answer('writeConfiguration', connection, deviceId, (key) => {
      const written = Object.entries(values.reveal());
      if (written.some(([name, value]) => name === '' || name.length > LONGEST_VALUE || value.length > LONGEST_VALUE)) {
        throw new FleetRefusesConfiguration(`The fake fleet refuses the configuration of device ${deviceId}. Correct it, then wake the device.`);
      }
      this.#configured(key).configured = Object.fromEntries(written);
    });
  }

  deployConfiguration(connection: FleetConnection, deviceId: string): Promise<string> {
    return this.#answer('deployConfiguration', connection, deviceId, (key) => {
      const found = this.#configurations.get(nameOf(key));
      if (!found) throw new FleetIsAway(`The fake fleet has no configuration for device ${deviceId}, so nothing can be deployed.`);
      const deployment = { id: randomUUID(), values: found.configured };
      found.deployments.push(deployment);
      return deployment.id;
    });
  }

  async #answer<T>(verb: Verb, connection: FleetConnection, deviceId: string, run: (key: DeviceKey) => T): Promise<T> {
    this.calls.push({ verb, deviceId });
    if (this.#failing?.when === 'before') throw this.#failing.failure;
    if (this.#token !== null && connection.token.reveal() !== this.#token) {
      throw new FleetRefusesCredentials(`The fake fleet refuses our token when asked about device ${deviceId}. Put in a valid one.`);
    }
    const answer = run({ tenantId: connection.tenantId, deviceId });
    if (this.#failing) throw this.#failing.failure;
    return answer;
  }

  #configured(key: DeviceKey): Configured {
    const name = nameOf(key);
    const found = this.#configurations.get(name) ?? { configured: {}, reported: {}, deployments: [] };
    this.#configurations.set(name, found);
    return found;
  }
}

const nameOf = ({ tenantId, deviceId }: DeviceKey): string => JSON.stringify([tenantId, deviceId]);
