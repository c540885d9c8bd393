import { DeviceHubs, DeviceKeyring, NOTHING_DELIVERED, keyToHold, type DeviceHub, type DeviceKeys, type DeviceRecord, type HubIdentity, type Lane, type PresentRecord, type StepKind } from '#core';
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
    const hub: PresentRecord = { kind: 'present', status: 'enabled', etag: null, keyNumber: number, nextKey: null, madeBy: 'us', keys: 'derived' };
    pass.record = { ...pass.record, hub, lastKeyNumber: number, intent: null };
    return made;
  }

  /** The hub's own keys are kept under a number of ours; nothing is changed in the hub. */
  adopt(pass: Pass, foreign: HubIdentity | null): void {
    if (!foreign) throw new Error(`An adoption was decided for ${pass.record.key.deviceId} without an identity to adopt.`);
    const keyNumber = newKeyNumber(pass.record, 'adopted');
    const { status, etag, keys } = foreign;
    const hub: PresentRecord = { kind: 'present', status, etag, keyNumber, nextKey: null, madeBy: 'somebody-else', keys: { adopted: keys?.primary ?? null } };
    // A delivery of this very key that was begun by a pass that died is still in doubt.
    const intent = pass.record.intent?.step === 'deliver-connection' && pass.record.intent.keyNumber === keyNumber ? pass.record.intent : null;
    pass.record = { ...pass.record, hub, lastKeyNumber: keyNumber, lookFirst: false, intent };
  }

  async setStatus(pass: Pass, status: 'enabled' | 'disabled'): Promise<void> {
    const hub = presentIn(pass.record);
    const keys = hub.madeBy === 'us' ? await this.#keysIn(pass.record) : null;
    const { etag } = await this.#hub(pass, status === 'enabled' ? 'let-in' : 'shut-out').setStatus(pass.record.key.deviceId, { status, etag: etagOf(pass.record), keys });
    pass.record = { ...pass.record, hub: { ...hub, status, etag }, intent: null };
  }

  async remove(pass: Pass): Promise<void> {
    await this.#hub(pass, 'shut-out').remove(pass.record.key.deviceId, etagOf(pass.record));
    pass.record = { ...pass.record, hub: { kind: 'absent' }, delivery: NOTHING_DELIVERED, intent: null };
  }

  /** The key that the device holds stays the primary one: a device that is away for weeks comes back with it. */
  async addKey(pass: Pass): Promise<void> {
    const nextKey = newKeyNumber(pass.record, 'rotated');
    await this.#setKeys(pass, { ...presentIn(pass.record), nextKey });
    pass.record = { ...pass.record, lastKeyNumber: nextKey };
  }

  /** Both keys are of the next number then, so that nothing of the old ones is left, nor what was adopted. */
  async promoteKey(pass: Pass): Promise<void> {
    const hub = presentIn(pass.record);
    await this.#setKeys(pass, { ...hub, keyNumber: keyToHold(hub), nextKey: null, keys: 'derived' });
  }

  async #setKeys(pass: Pass, hub: PresentRecord): Promise<void> {
    const { key } = pass.record;
    const keys = await this.#keysIn({ key, hub });
    const { etag } = await this.#hub(pass, 'import').setKeys(key.deviceId, { keys, etag: etagOf(pass.record), status: hub.madeBy === 'us' ? hub.status : null });
    pass.record = { ...pass.record, hub: { ...hub, etag }, intent: null };
  }

  /** Both keys of an identity, as our record says that they are. */
  async #keysIn({ key, hub }: Pick<DeviceRecord, 'key' | 'hub'>): Promise<DeviceKeys> {
    if (hub.kind !== 'present') throw new Error(`The keys of ${key.deviceId} were asked for, and there is no identity.`);
    const own = await this.keyring.keysOf(key, hub.keyNumber);
    const primary = hub.keys === 'derived' ? own.primary : hub.keys.adopted;
    if (!primary) throw new Error(`The keys of ${key.deviceId} were asked for, and it signs in with a certificate.`);
    return { primary, secondary: hub.nextKey === null ? own.secondary : (await this.keyring.keysOf(key, hub.nextKey)).primary };
  }

  #hub({ claim, note }: Pass, lane: Lane): DeviceHub {
    if (!claim.hub) throw new Error(`A step on the hub was decided for ${claim.key.deviceId} without a hub connection.`);
    return this.hubs.of(claim.hub, lane, note);
  }
}

/**
 * A number higher than any before. One that was begun with in the same way and not recorded is used again: a late effect of
 * that create then carries the same keys, and a delivery of that adopted key is known by its number.
 */
export function newKeyNumber({ intent, lastKeyNumber }: DeviceRecord, way: 'created' | 'rotated' | 'adopted'): number {
  const begun = intent?.keyNumber ?? 0;
  if (begun <= lastKeyNumber) return lastKeyNumber + 1;
  return wayOf(intent?.step) === way ? begun : begun + 1;
}

function wayOf(step: StepKind | undefined): 'created' | 'rotated' | 'adopted' {
  if (step === 'create-identity') return 'created';
  return step === 'add-key' ? 'rotated' : 'adopted';
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
