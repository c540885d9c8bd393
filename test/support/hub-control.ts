import { connectDevice } from '../../apps/hub-emulator/src/test/connect-device.js';
import { HUB_HOST, openHubCalls, type HubAddress } from './hub-calls.js';

/** What the tests ask of the hub emulator, past our own code. */
export interface HubControl {
  /** Those of the first hub, or of the one that is named. */
  devices(hostName?: string): Promise<{ deviceId: string; status: string }[]>;
  journal(device: string): Promise<{ requestId: string; operation: string; method: string; status: number; changed: boolean }[]>;
  checks(): Promise<{ overlaps: unknown; creates: unknown }>;
  fault(order: Record<string, unknown>): Promise<void>;
  /** Regenerates a key of the policy `iothubowner`, or lets both change places; answers with both connection strings. */
  policyKeys(key?: 'primary' | 'secondary' | 'swap'): Promise<{ primary: string; secondary: string }>;
  clearFaults(): Promise<void>;
  /** Signs in as a device does, with its connection string; answers with the status. */
  signIn(connectionString: string): Promise<number>;
  close(): void;
}

export function openHubControl(hub: HubAddress): HubControl {
  const { call, close } = openHubCalls(hub);
  const get = async <T>(path: string): Promise<T> => (await call('GET', path)).body as T;

  return {
    devices: async (hostName = HUB_HOST) => (await get<{ devices: { deviceId: string; status: string }[] }>(`/emulator/hubs/${hostName}/devices`)).devices,
    journal: async (device) => (await get<{ entries: { requestId: string; operation: string; method: string; status: number; changed: boolean }[] }>(`/emulator/journal?device=${encodeURIComponent(device)}&limit=1000`)).entries,
    checks: () => get('/emulator/checks'),
    fault: async (order) => void (await call('POST', '/emulator/faults', order)),
    policyKeys: async (key) => (await call('POST', `/emulator/hubs/${HUB_HOST}/policy-keys`, { ...(key && { key }) })).body as { primary: string; secondary: string },
    clearFaults: async () => void (await call('DELETE', '/emulator/faults')),
    signIn: (connectionString) => signIn(hub, connectionString),
    close,
  };
}

/** Signs in with Microsoft's own device client and sends one message; answers with the hub's status. */
async function signIn(hub: HubAddress, connectionString: string): Promise<number> {
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
