import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Addresses } from '../src/publish-addresses.js';

export interface DeviceSeen {
  deviceId: string;
  status: string;
  hubStatus: string;
  sync: string;
}

/** What people and devices do with a running Lockstep, over the network only. */
export class Operator {
  constructor(private readonly at: Addresses) {}

  /** Devices ask the fleet manager to be let in; those that are not announced are in its list without anybody being told. */
  async makeDevices(ids: readonly string[], odd: { status?: string; announce?: boolean } = {}): Promise<void> {
    await this.#mender('/emulator/devices', { ids, ...odd });
  }

  async change(action: 'accept' | 'reject' | 'decommission', ids: readonly string[]): Promise<void> {
    await this.#mender('/emulator/bulk', { action, ids });
  }

  /** The connection string in a device's configuration. */
  async deliveredTo(deviceId: string): Promise<string> {
    const { configured } = await json<{ configured: { azureConnectionString: string } }>(`${this.at.mender.url}/emulator/devices/${deviceId}/configuration`);
    return configured.azureConnectionString;
  }

  devices(): Promise<DeviceSeen[]> {
    return this.#api<DeviceSeen>('/api/v1/devices', 'viewer');
  }

  async story(deviceId: string): Promise<string[]> {
    return (await this.#api<{ sentence: string }>(`/api/v1/devices/${deviceId}/timeline`, 'operator')).map(({ sentence }) => sentence);
  }

  /** The simulated fleet, as the API shows it to an administrator. */
  simulated(): Promise<unknown> {
    return json(`${this.at.apiUrl}/api/v1/simulation`, { headers: { authorization: `Bearer ${this.at.tokens.admin}` } });
  }

  /** What the hub itself has, by device. */
  async inHub(): Promise<Record<string, string>> {
    const { body } = await this.#hub('GET', `/emulator/hubs/${this.at.hub.hostName}/devices`, {});
    const { devices } = JSON.parse(body) as { devices: { deviceId: string; status: string }[] };
    return Object.fromEntries(devices.map(({ deviceId, status }) => [deviceId, status]));
  }

  /** Sends a message to the hub as the device with this connection string does. Answers with the status. */
  async sendAsDevice(connectionString: string): Promise<number> {
    const [, hostName, deviceId, key] = /^HostName=([^;]+);DeviceId=([^;]+);SharedAccessKey=(.+)$/.exec(connectionString) ?? [];
    const resource = encodeURIComponent(`${hostName}/devices/${deviceId}`);
    const expires = Math.floor(Date.now() / 1000) + 300;
    const signature = createHmac('sha256', Buffer.from(key!, 'base64')).update(`${resource}\n${expires}`).digest('base64');
    const authorization = `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expires}`;
    return (await this.#hub('POST', `/devices/${deviceId}/messages/events?api-version=2021-04-12`, { authorization })).status;
  }

  async #mender(path: string, body: object): Promise<void> {
    await json(this.at.mender.url + path, { method: 'POST', body: JSON.stringify(body) });
  }

  async #api<Item>(path: string, role: 'viewer' | 'operator'): Promise<Item[]> {
    const { items } = await json<{ items: Item[] }>(this.at.apiUrl + path, { headers: { authorization: `Bearer ${this.at.tokens[role]}` } });
    return items;
  }

  #hub(method: string, path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
    const { gateway, hostName, caFile } = this.at.hub;
    const [host, port] = gateway.split(':');
    const options = { host, port, path, method, servername: hostName, ca: readFileSync(caFile), headers: { ...headers, host: hostName } };
    return new Promise((resolve, reject) => {
      const sent = request(options, (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      });
      sent.once('error', reject).end();
    });
  }
}

async function json<T>(url: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
