import type { DeviceKeys, DeviceRecord, HubIdentity, HubRecord, PresentRecord, Secret } from '#core';

/** Keys that we may have given to the device, by number. */
export interface KnownKeys {
  number: number;
  keys: DeviceKeys;
}

/**
 * Whose identity is this? Ours when it carries keys that we made, or keys that we adopted; then the record is brought up to
 * date with it. Null when it is somebody else's, which has to be adopted. A key of ours in the place of the secondary one is the next
 * key of a rotation.
 */
export function recognise(identity: HubIdentity, record: DeviceRecord, known: readonly KnownKeys[]): PresentRecord | null {
  const nextKey = known.find(({ keys }) => same(identity.keys?.secondary, keys.primary))?.number ?? null;
  const seen = { kind: 'present', status: identity.status, etag: identity.etag, nextKey } as const;

  const ours = known.find(({ keys }) => same(identity.keys?.primary, keys.primary));
  if (ours) return { ...seen, keyNumber: ours.number, madeBy: record.hub.kind === 'present' ? record.hub.madeBy : 'us', keys: 'derived' };

  const adopted = adoptedOf(record.hub);
  if (!adopted || !same(identity.keys?.primary, adopted.key)) return null;
  return { ...seen, keyNumber: adopted.number, madeBy: 'somebody-else', keys: { adopted: adopted.key } };
}

const adoptedOf = (hub: HubRecord): { number: number; key: Secret | null } | null =>
  hub.kind === 'present' && hub.keys !== 'derived' ? { number: hub.keyNumber, key: hub.keys.adopted } : null;

const same = (one: Secret | null | undefined, other: Secret | null): boolean => (one?.reveal() ?? null) === (other?.reveal() ?? null);
