import type { Act } from './baseline.js';
import type { Sdk } from '../../../apps/hub-emulator/src/test/connect-sdk.js';

/** As many as Mender's iot-manager takes in one batch of `sync-devices`, unless told otherwise. */
const BATCH = 50;

/** The device as iot-manager keeps it between its two calls. */
interface Identity {
  etag: string;
  status: string;
}

/**
 * The algorithm of Mender's iot-manager, written anew from a description of what it calls: batches of 50, each asked for by one query, then
 * device after device, with neither a limit nor a second try. The delivery of the connection string is left out.
 * Source: mendersoftware/mender-server, iot-manager, app_iot_hub.go.
 */
export const iotManager = (sdk: Sdk, name: string): { provision: Act; setStatus(status: 'enabled' | 'disabled'): Act } => {
  const idOf = (event: number): string => `${name}-${event}`;
  const atBatch = async (event: number): Promise<void> => {
    if (event % BATCH !== 0) return;
    const ids = Array.from({ length: BATCH }, (_, place) => `'${idOf(event + place)}'`);
    await sdk.call('POST', '/devices/query', { query: `SELECT * FROM devices WHERE deviceId IN [${ids.join(',')}]` }, { 'x-ms-max-item-count': String(BATCH) });
  };

  return {
    provision: async (event) => {
      await atBatch(event);
      await sdk.call('PUT', `/devices/${idOf(event)}`, { deviceId: idOf(event) });
      await sdk.call('PATCH', `/twins/${idOf(event)}`, { tags: { mender: true } });
    },
    setStatus: (status) => async (event) => {
      await atBatch(event);
      const { etag, ...identity } = (await sdk.call('GET', `/devices/${idOf(event)}`)) as Identity;
      if (identity.status === status) return;
      await sdk.call('PUT', `/devices/${idOf(event)}`, { ...identity, status }, { 'If-Match': `"${etag}"` });
    },
  };
};
