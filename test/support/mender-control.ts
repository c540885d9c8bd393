import { request } from 'undici';

export type BulkAction = 'accept' | 'reject' | 'dismiss' | 'decommission';

/** What the tests do in the fleet manager, as its administrator would. */
export interface MenderControl {
  /** Makes devices, in `pending` when nothing is said, without telling anybody when `announce` is false. */
  make(ids: readonly string[], announce?: boolean, status?: 'pending' | 'accepted'): Promise<void>;
  bulk(action: BulkAction, ids: readonly string[]): Promise<void>;
  configuration(id: string): Promise<{ configured: Record<string, string>; reported: Record<string, string> }>;
  configure(id: string, values: Record<string, string>): Promise<void>;
  deployments(id: string): Promise<number>;
  /** Those that wait to be sent, and those that wait for an answer. */
  webhooksUnderWay(): Promise<number>;
  settings(change: Record<string, unknown>): Promise<void>;
  fault(order: Record<string, unknown>): Promise<void>;
  clearFaults(): Promise<void>;
}

export function openMenderControl(mender: { url: string; token: string }): MenderControl {
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown> => {
    const answer = await request(`${mender.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mender.token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
    return text ? JSON.parse(text) : null;
  };
  const one = (id: string): string => encodeURIComponent(id);

  return {
    make: async (ids, announce = false, status = 'pending') => void (await call('POST', '/emulator/devices', { ids, announce, status })),
    bulk: async (action, ids) => void (await call('POST', '/emulator/bulk', { action, ids })),
    configuration: async (id) => (await call('GET', `/emulator/devices/${one(id)}/configuration`)) as never,
    configure: async (id, values) => void (await call('PUT', `/api/management/v1/deviceconfig/configurations/device/${one(id)}`, values)),
    deployments: async (id) => ((await call('GET', `/emulator/devices/${one(id)}`)) as { deployments: number }).deployments,
    webhooksUnderWay: async () => {
      const { waiting, inFlight } = (await call('GET', '/emulator')) as { waiting: number; inFlight: number };
      return waiting + inFlight;
    },
    settings: async (change) => void (await call('PUT', '/emulator/settings', change)),
    fault: async (order) => void (await call('POST', '/emulator/faults', order)),
    clearFaults: async () => void (await call('DELETE', '/emulator/faults')),
  };
}
