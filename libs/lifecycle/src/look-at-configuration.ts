import {
  DeviceKeyring,
  Fleet,
  deviceConnectionString,
  keyToHold,
  type ConfigurationLook,
  type DeviceConfiguration,
  type FleetConnection,
  type PresentRecord,
  type Secret,
} from '#core';
import type { Pass } from './pass.js';

/** The key that Mender's own device scripts read. Source: Mender, "Azure IoT Hub integration". */
export const CONNECTION_STRING_KEY = 'azureConnectionString';

export interface ConfigurationSight {
  look: ConfigurationLook;
  /** What is to be on the device, and what its configuration holds now. */
  held: { connectionString: Secret; configuration: DeviceConfiguration | null } | null;
}

/** Looks at the device's configuration: whether our connection string is in it, was deployed, and is reported by the device. */
export class LookAtConfiguration {
  constructor(
    private readonly fleet: Fleet,
    private readonly keyring: DeviceKeyring,
  ) {}

  async run(pass: Pass, hostName: string, identity: PresentRecord, connection: FleetConnection): Promise<ConfigurationSight> {
    const { key, intent } = pass.record;
    const number = keyToHold(identity);
    const keyToDeliver = identity.keys === 'derived' || identity.nextKey !== null ? (await this.keyring.keysOf(key, number)).primary : identity.keys.adopted;
    if (!keyToDeliver) return { look: { kind: 'not-needed' }, held: null };

    const connectionString = deviceConnectionString(hostName, key.deviceId, keyToDeliver);
    const configuration = await this.fleet.readConfiguration(connection, key.deviceId, pass.note);
    const configured = holds(configuration?.configured, connectionString);
    const reported = holds(configuration?.reported, connectionString);
    const deploymentId = configuration?.deploymentId ?? null;
    const begunForThisKey = intent?.step === 'deliver-connection' && intent.keyNumber === number;
    const newDeployment = begunForThisKey && deploymentId !== null && deploymentId !== intent.deploymentBefore;

    return {
      look: { kind: 'seen', configured, reported, deployed: configured && (newDeployment || reported) },
      held: { connectionString, configuration },
    };
  }
}

export const holds = (values: DeviceConfiguration['configured'] | undefined, connectionString: Secret): boolean =>
  values?.reveal()[CONNECTION_STRING_KEY] === connectionString.reveal();
