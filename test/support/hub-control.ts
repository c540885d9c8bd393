import { Agent } from 'node:https';
import { request } from 'node:https';
import type { RunningHubEmulator } from '../../apps/hub-emulator/src/index.js';
import { connectDevice } from '../../apps/hub-emulator/src/test/connect-device.js';

/** What the tests ask of the hub emulator, past our own code. */
export interface HubControl {
  devices(): Promise<{ deviceId: string; status: string }[]>;
  journal(device: string): Promise<{ operation: string; method: string; status: number; changed: boolean }[]>;
  checks(): Promise<{ overlaps: unknown; creates: unknown }>;
  fault(order: Record<string, unknown>): Promise<void>;
  /** Signs in as a device does, with its connection string; answers with the status. */
  signIn(connectionString: string): Promise<number>;
  close(): void;
}

export const HUB_HOST = 'lockstep.azure-devices.net';

export function openHubControl(hub: RunningHubEmulator): HubControl {
  const agent = new Agent({ keepAlive: true, ca: hub.caPem });
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown }> =>
    new Promise((done, failed) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const options = { host: '127.0.0.1', servername: HUB_HOST, port: hub.port, agent, method, path, headers: { host: HUB_HOST, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers } };
      const asked = request(options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const answer = Buffer.concat(parts).toString();
          done({ status: response.statusCode ?? 0, body: answer ? (JSON.parse(answer) as unknown) : null });
        });
      });
      asked.once('error', failed);
      asked.end(text);
    });
  const get = async <T>(path: string): Promise<T> => (await call('GET', path)).body as T;

  return {
    devices: async () => (await get<{ devices: { deviceId: string; status: string }[] }>(`/emulator/hubs/${HUB_HOST}/devices`)).devices,
    journal: async (device) => (await get<{ entries: { operation: string; method: string; status: number; changed: boolean }[] }>(`/emulator/journal?device=${encodeURIComponent(device)}&limit=1000`)).entries,
    checks: () => get('/emulator/checks'),
    fault: async (order) => void (await call('POST', '/emulator/faults', order)),
    signIn: (connectionString) => signIn(hub, connectionString),
    close: () => agent.destroy(),
  };
}

/** Signs in with Microsoft's own device client and sends one message; answers with the hub's status. */
async function signIn(hub: RunningHubEmulator, connectionString: string): Promise<number> {
  const device = await connectDevice(hub, connectionString);
  try {
    return await device.send('21 degrees');
  } catch (error) {
    const status = (error as { response?: { statusCode?: number } }).response?.statusCode;
    if (status === undefined) throw error;
    return status;
  } finally {
    await device.close();
  }
}
