import { randomBytes } from 'node:crypto';
import type { Effect } from '../invariants/evidence.js';
import type { Site } from '../run/site.js';

interface Identity {
  etag: string;
  status: string;
  [name: string]: unknown;
}

const aKey = (): string => randomBytes(32).toString('base64');

/**
 * What a person with the hub's portal open does to one of our identities, by chance: touch it (nothing of ours changes but its etag),
 * delete it, or put one with other keys in its place. Answers with the device, or null when there was none to be found.
 */
export async function meddle(site: Site, how: 'touch' | 'delete' | 'replace'): Promise<string | null> {
  const { stack: { administrator }, chance } = site;
  const deviceId = chance.pick(site.deviceIds);
  const path = `/devices/${deviceId}`;
  const call = async (method: string, effect: Effect | null, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await administrator.call(method, path, body, headers);
    site.meddled(deviceId, 'calls');
    if (effect && answer.status < 300) site.meddled(deviceId, effect);
    return answer;
  };
  const seen = await call('GET', null);
  if (seen.status !== 200) return null;
  const identity = seen.body as Identity;
  if (how === 'touch') {
    await call('PUT', 'updated', { ...identity, statusReason: `seen ${chance.between(1, 1_000)}` }, { 'If-Match': `"${identity.etag}"` });
    return deviceId;
  }
  await call('DELETE', 'deleted', undefined, { 'If-Match': '*' });
  if (how === 'replace') {
    const authentication = { type: 'sas', symmetricKey: { primaryKey: aKey(), secondaryKey: aKey() } };
    await call('PUT', 'created', { deviceId, status: chance.pick(['enabled', 'disabled']), authentication });
  }
  return deviceId;
}
