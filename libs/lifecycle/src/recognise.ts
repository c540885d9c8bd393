import type { DeviceKeys, DeviceRecord, HubIdentity, HubRecord, PresentRecord, Secret } from '#core';

/** Keys that we may have given to the device, by number. */
export interface KnownKeys {
  number: number;
  keys: DeviceKeys;
}

/**
 * Whose identity is this? Ours when it carries keys that we made, or keys that we adopted; then the record is brought up to
 * date with it. Null when it is somebody else's, which has to be adopted.
 */
export function recognise(identity: HubIdentity, record: DeviceRecord, known: readonly KnownKeys[]): PresentRecord | null {
  const seen = { kind: 'present', status: identity.status, etag: identity.etag } as const;

  const ours = known.find(({ keys }) => same(identity.keys?.primary, keys.primary));
  if (ours) return { ...seen, keyNumber: ours.number, keys: 'derived' };

  const adopted = adoptedOf(record.hub);
  if (adopted && same(identity.keys?.primary, adopted.key)) return { ...seen, keyNumber: adopted.number, keys: { adopted: adopted.key } };
  return null;
}

const adoptedOf = (hub: HubRecord): { number: number; key: Secret | null } | null =>
  hub.kind === 'present' && hub.keys !== 'derived' ? { number: hub.keyNumber, key: hub.keys.adopted } : null;

const same = (one: Secret | null | undefined, other: Secret | null): boolean => (one?.reveal() ?? null) === (other?.reveal() ?? null);
