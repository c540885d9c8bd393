import { createHmac } from 'node:crypto';
import { HUB_HOST, openHubCalls, type HubAddress } from './hub-calls.js';

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

export function openHubControl(hub: HubAddress): HubControl {
  const { call, close } = openHubCalls(hub);
  const get = async <T>(path: string): Promise<T> => (await call('GET', path)).body as T;

  return {
    devices: async () => (await get<{ devices: { deviceId: string; status: string }[] }>(`/emulator/hubs/${HUB_HOST}/devices`)).devices,
    journal: async (device) => (await get<{ entries: { operation: string; method: string; status: number; changed: boolean }[] }>(`/emulator/journal?device=${encodeURIComponent(device)}&limit=1000`)).entries,
    checks: () => get('/emulator/checks'),
    fault: async (order) => void (await call('POST', '/emulator/faults', order)),
    signIn: async (connectionString) => (await call('POST', devicePath(connectionString), { temperature: 21 }, { authorization: deviceToken(connectionString) })).status,
    close,
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
