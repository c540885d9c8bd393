import { Agent } from 'node:https';
import { request } from 'node:https';
import { createHmac } from 'node:crypto';
import type { RunningHubEmulator } from '../../apps/hub-emulator/src/index.js';

/** What the tests ask of the hub emulator, past our own code. */
export interface HubControl {
  /** Those of the first hub, or of the one that is named. */
  devices(hostName?: string): Promise<{ deviceId: string; status: string }[]>;
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
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}, host = HUB_HOST): Promise<{ status: number; body: unknown }> =>
    new Promise((done, failed) => {
      const text = body === undefined ? '' : JSON.stringify(body);
      const options = { host: '127.0.0.1', servername: host, port: hub.port, agent, method, path, headers: { host, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers } };
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
    devices: async (hostName = HUB_HOST) => (await get<{ devices: { deviceId: string; status: string }[] }>(`/emulator/hubs/${hostName}/devices`)).devices,
    journal: async (device) => (await get<{ entries: { operation: string; method: string; status: number; changed: boolean }[] }>(`/emulator/journal?device=${encodeURIComponent(device)}&limit=1000`)).entries,
    checks: () => get('/emulator/checks'),
    fault: async (order) => void (await call('POST', '/emulator/faults', order)),
    signIn: async (connectionString) => (await call('POST', devicePath(connectionString), { temperature: 21 }, { authorization: deviceToken(connectionString) }, partsOf(connectionString).HostName)).status,
    close: () => agent.destroy(),
  };
}

const partsOf = (connectionString: string): Record<string, string> =>
  Object.fromEntries(connectionString.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]));

const devicePath = (connectionString: string): string =>
  `/devices/${encodeURIComponent(partsOf(connectionString).DeviceId ?? '')}/messages/events?api-version=2020-09-30`;

/** A device's own token. Source: Azure IoT Hub, "Control access with shared access signatures". */
function deviceToken(connectionString: string): string {
  const { HostName, DeviceId, SharedAccessKey } = partsOf(connectionString);
  const resource = encodeURIComponent(`${HostName}/devices/${DeviceId}`);
  const expiry = Math.ceil(Date.now() / 1000) + 600;
  const signature = createHmac('sha256', Buffer.from(SharedAccessKey ?? '', 'base64')).update(`${resource}\n${expiry}`).digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}`;
}
