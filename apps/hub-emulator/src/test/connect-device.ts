import device, { type Client } from 'azure-iot-device';
import http from 'azure-iot-device-http';
import type { RunningHubEmulator } from '../start-hub-emulator.js';
import type { KeyPair } from '../tls/issue-certificates.js';
import { EmulatorAgent } from './emulator-agent.js';

/** Microsoft's own device client, on HTTPS, wired to an emulator. */
export interface DeviceSdk {
  readonly client: Client;
  /** Sends a message; answers with the status, or throws what the client throws. */
  send(text: string): Promise<number>;
  close(): Promise<void>;
}

export interface DeviceWiring {
  /** For a connection string that ends in `x509=true`: the certificate with the chain behind it, and its key. */
  readonly pair?: KeyPair;
  /** False: a new connection for each request. */
  readonly keepAlive?: boolean;
}

/** Seconds between two looks for messages. */
const POLL_SECONDS = 0.05;

/** Opens the client of a device by its connection string. */
export async function connectDevice(
  emulator: Pick<RunningHubEmulator, 'port' | 'caPem'>,
  connectionString: string,
  { pair, keepAlive = true }: DeviceWiring = {},
): Promise<DeviceSdk> {
  const client = device.Client.fromConnectionString(connectionString, http.Http);
  const agent = new EmulatorAgent(emulator, { keepAlive });
  // Without a policy for receiving, the promise of setOptions never settles.
  const wired = { http: { agent, receivePolicy: { interval: POLL_SECONDS } } };
  await client.setOptions(pair ? { ...wired, cert: pair.certPem, key: pair.keyPem } : wired);
  await client.open();
  return {
    client,
    send: async (text) => {
      const { transportObj } = await client.sendEvent(new device.Message(text));
      return transportObj?.statusCode ?? 0;
    },
    close: async () => {
      await client.close();
      agent.destroy();
    },
  };
}
