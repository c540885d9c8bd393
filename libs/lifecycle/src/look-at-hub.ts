import { DeviceHubs, DeviceKeyring, keyToHold, shutsOut, wantedFor, type DeviceHub, type DeviceRecord, type FleetStatus, type HubConnection, type HubIdentity } from '#core';
import type { Pass } from './pass.js';
import { recognise, type KnownKeys } from './recognise.js';

/** What a look at the hub found: the record brought up to date, and the identity where it is not one of ours. */
export interface HubSight {
  record: DeviceRecord;
  foreign: HubIdentity | null;
}

/** Looks at the hub, only where our own record is not enough, and as cheaply as the question allows. */
export class LookAtHub {
  constructor(
    private readonly hubs: DeviceHubs,
    private readonly keyring: DeviceKeyring,
  ) {}

  async run(pass: Pass, connection: HubConnection, status: FleetStatus): Promise<HubSight> {
    const { record, note } = pass;
    const hub = this.hubs.of(connection, shutsOut(status) ? 'shut-out' : 'let-in', note);
    switch (lookNeeded(record, status)) {
      case 'none':
        return { record, foreign: null };
      case 'etag':
        return this.#lookForEtag(record, hub);
      case 'whole':
        return this.#read(record, hub);
    }
  }

  async #lookForEtag(record: DeviceRecord, hub: DeviceHub): Promise<HubSight> {
    const seen = await hub.look(record.key.deviceId);
    if (!seen) return { record: { ...record, hub: { kind: 'absent' } }, foreign: null };
    if (record.hub.kind !== 'present') return this.#read(record, hub);
    return { record: { ...record, hub: { ...record.hub, status: seen.status, etag: seen.etag } }, foreign: null };
  }

  async #read(record: DeviceRecord, of: DeviceHub): Promise<HubSight> {
    const identity = await of.read(record.key.deviceId);
    const sure = { ...record, lookFirst: false };
    if (!identity) return { record: { ...sure, hub: { kind: 'absent' } }, foreign: null };

    const hub = recognise(identity, record, await this.#knownKeys(record));
    // Until it is adopted our record is wrong about it: a pass that breaks off before must look again.
    if (!hub) return { record: { ...record, lookFirst: true }, foreign: identity };
    return { record: { ...sure, hub, lastKeyNumber: Math.max(record.lastKeyNumber, hub.keyNumber, keyToHold(hub)) }, foreign: null };
  }

  async #knownKeys(record: DeviceRecord): Promise<KnownKeys[]> {
    const held = record.hub.kind === 'present' && record.hub.keys === 'derived' ? record.hub.keyNumber : 0;
    const numbers = new Set([record.intent?.keyNumber ?? 0, record.lastKeyNumber, held]);
    return Promise.all([...numbers].filter((number) => number > 0).map(async (number) => ({ number, keys: await this.keyring.keysOf(record.key, number) })));
  }
}

/** `none`: our record answers. `etag`: a change is due and the hub never told us the etag. `whole`: we cannot be sure what is there. */
function lookNeeded(record: DeviceRecord, status: FleetStatus): 'none' | 'etag' | 'whole' {
  const wanted = wantedFor(status);
  if (record.lookFirst) return 'whole';
  if (record.hub.kind === 'unseen') return wanted === 'enabled' ? 'none' : 'whole';
  if (record.hub.kind === 'absent' || record.hub.etag !== null) return 'none';
  const asWanted = wanted !== 'absent' && record.hub.status === (wanted === 'disabled-if-present' ? 'disabled' : 'enabled');
  return asWanted && !(wanted === 'enabled' && isRotating(record)) ? 'none' : 'etag';
}

const isRotating = ({ hub, rotateTo }: DeviceRecord): boolean => hub.kind === 'present' && (hub.nextKey !== null || hub.keyNumber < (rotateTo ?? 0));
