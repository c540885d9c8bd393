import type { DeviceBody } from '../src/fleet/device-body.js';
import type { RunningMenderEmulator } from '../src/index.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What a body holds is what each test looks at.
   
  readonly body: any;
}

export const DEVICES = '/api/management/v2/devauth/devices';
export const CONFIGURATIONS = '/api/management/v1/deviceconfig/configurations/device';
export const IOT_MANAGER = '/api/management/v1/iot-manager';

/** Speaks to the emulator as an administrator does. */
export class MenderClient {
  constructor(private readonly emulator: Pick<RunningMenderEmulator, 'url' | 'token'>) {}

  get = (path: string): Promise<Answer> => this.call('GET', path);
  post = (path: string, body?: unknown): Promise<Answer> => this.call('POST', path, body);
  put = (path: string, body?: unknown): Promise<Answer> => this.call('PUT', path, body);
  delete = (path: string): Promise<Answer> => this.call('DELETE', path);

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(this.emulator.url + path, {
      method,
      headers: { authorization: `Bearer ${this.emulator.token}`, ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** Makes devices without telling anybody. */
  async makeDevices(count: number, status = 'pending'): Promise<string[]> {
    return (await this.post('/emulator/devices', { count, status, announce: false })).body.ids;
  }

  async device(id: string): Promise<DeviceBody> {
    return (await this.get(`${DEVICES}/${id}`)).body;
  }

  async setStatus(id: string, status: string): Promise<Answer> {
    const authSet = (await this.device(id)).auth_sets.at(-1)!;
    return this.put(`${DEVICES}/${id}/auth/${authSet.id}/status`, { status });
  }
}
