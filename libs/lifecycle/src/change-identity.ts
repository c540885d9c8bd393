import { DeviceHubs, DeviceKeyring, type DeviceHub, type DeviceRecord, type HubIdentity, type Lane, type PresentRecord } from '#core';
import type { Pass } from './pass.js';

/** The steps on the identity in the hub. Each leaves the pass's record as the hub has it then. */
export class ChangeIdentity {
  constructor(
    private readonly hubs: DeviceHubs,
    private readonly keyring: DeviceKeyring,
  ) {}

  async create(pass: Pass): Promise<'created' | 'already-there'> {
    const { key } = pass.record;
    const number = newKeyNumber(pass.record, 'created');
    const keys = await this.keyring.keysOf(key, number);
    const ownership = { managed: true, tenant: key.tenantId, key: number };
    const made = await this.#hub(pass, 'let-in').create({ deviceId: key.deviceId, status: 'enabled', keys, ownership });
    if (made === 'already-there') {
      // The intent stays: its number tells, at the look that follows, whether the identity is one that we made before a crash.
      pass.record = { ...pass.record, lookFirst: true };
      return made;
    }
    const hub: PresentRecord = { kind: 'present', status: 'enabled', etag: null, keyNumber: number, keys: 'derived' };
    pass.record = { ...pass.record, hub, lastKeyNumber: number, intent: null };
    return made;
  }

  /** The hub's own keys are kept under a number of ours; nothing is changed in the hub. */
  adopt(pass: Pass, foreign: HubIdentity | null): void {
    if (!foreign) throw new Error(`An adoption was decided for ${pass.record.key.deviceId} without an identity to adopt.`);
    const keyNumber = newKeyNumber(pass.record, 'adopted');
    const { status, etag, keys } = foreign;
    const hub: PresentRecord = { kind: 'present', status, etag, keyNumber, keys: { adopted: keys?.primary ?? null } };
    // A delivery of this very key that was begun by a pass that died is still in doubt.
    const intent = pass.record.intent?.step === 'deliver-connection' && pass.record.intent.keyNumber === keyNumber ? pass.record.intent : null;
    pass.record = { ...pass.record, hub, lastKeyNumber: keyNumber, lookFirst: false, intent };
  }

  async setStatus(pass: Pass, status: 'enabled' | 'disabled'): Promise<void> {
    const hub = presentIn(pass.record);
    const keys = hub.keys === 'derived' ? await this.keyring.keysOf(pass.record.key, hub.keyNumber) : null;
    const { etag } = await this.#hub(pass, status === 'enabled' ? 'let-in' : 'shut-out').setStatus(pass.record.key.deviceId, { status, etag: etagOf(pass.record), keys });
    pass.record = { ...pass.record, hub: { ...hub, status, etag }, intent: null };
  }

  async remove(pass: Pass): Promise<void> {
    await this.#hub(pass, 'shut-out').remove(pass.record.key.deviceId, etagOf(pass.record));
    pass.record = { ...pass.record, hub: { kind: 'absent' }, delivery: { delivered: null, deliveredAt: null, confirmed: null }, intent: null };
  }

  #hub({ claim }: Pass, lane: Lane): DeviceHub {
    if (!claim.hub) throw new Error(`A step on the hub was decided for ${claim.key.deviceId} without a hub connection.`);
    return this.hubs.of(claim.hub, lane);
  }
}

/**
 * A number higher than any before. One that was begun with in the same way and not recorded is used again: a late effect of
 * that create then carries the same keys, and a delivery of that adopted key is known by its number.
 */
export function newKeyNumber({ intent, lastKeyNumber }: DeviceRecord, way: 'created' | 'adopted'): number {
  const begun = intent?.keyNumber ?? 0;
  if (begun <= lastKeyNumber) return lastKeyNumber + 1;
  return (intent?.step === 'create-identity') === (way === 'created') ? begun : begun + 1;
}

export function presentIn({ hub, key }: DeviceRecord): PresentRecord {
  if (hub.kind !== 'present') throw new Error(`A step on the identity of ${key.deviceId} was decided, and there is none.`);
  return hub;
}

function etagOf(record: DeviceRecord): string {
  const { etag } = presentIn(record);
  if (etag === null) throw new Error(`A change of ${record.key.deviceId} was decided without the identity's etag.`);
  return etag;
}
