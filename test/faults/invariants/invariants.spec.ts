import { describe, expect, it } from '@jest/globals';
import { NO_MEDDLING, type DeviceEvidence, type Evidence, type HubCall } from './evidence.js';
import { findViolations, INVARIANTS } from './index.js';
import { INVARIANT_IDS, type InvariantId } from './invariant.js';

const STRING = 'HostName=h;DeviceId=a;SharedAccessKey=k';

const aCall = (odd: Partial<HubCall> = {}): HubCall => ({ seq: 1, hub: 'h', operation: 'bulk-devices', status: 200, startedAt: 0, endedAt: 5, effect: 'created', isGivenUp: false, ...odd });

/** A device that was accepted and is as it should be. */
const aDevice = (odd: Partial<DeviceEvidence> = {}): DeviceEvidence => ({
  model: { deviceId: 'a', state: 'accepted', moves: ['make', 'accept'], incarnations: 1 },
  identity: { status: 'enabled', connectionString: STRING },
  row: { generation: 1, settled: 1, sync: 'in-sync', reason: 'as-wanted', attempts: 0, hasWakeUp: false, isLeased: false },
  configuration: { configured: { azureConnectionString: STRING, zone: 'UTC' }, reported: { azureConnectionString: STRING } },
  ownValues: { zone: 'UTC' },
  deployments: 1,
  calls: [aCall()],
  story: [{ kind: 'event', step: null, fence: null }, { kind: 'began', step: 'create-identity', fence: 1 }, { kind: 'done', step: 'create-identity', fence: 1 }],
  inbox: [{ eventId: 'e1', generation: 1 }],
  acknowledged: ['e1'],
  others: NO_MEDDLING,
  ...odd,
});

/** Nothing is wrong. */
const anEvidence = (odd: Partial<Evidence> = {}): Evidence => ({
  devices: [aDevice()],
  overlaps: [],
  createdTwice: [],
  minutes: [{ hub: 'h', category: 'registry', busiest: 5, allowed: 100 }],
  unordered429: 0,
  letters: [{ deviceId: null, reason: 'not-json', detail: 'The body is no JSON.', attempts: 1, firstAt: 1, lastAt: 1 }],
  probes: [{ what: 'a webhook with no signature', mustNot: [202], status: 401 }],
  unwoken: [],
  secretsFound: [],
  neighbour: { deviceId: 'n', inSyncAfterMs: 100 },
  recoveredMs: 500,
  boundMs: 15_000,
  lastedMs: 2_000,
  ...odd,
});

const withDevice = (odd: Partial<DeviceEvidence>): Evidence => anEvidence({ devices: [aDevice(odd)] });
const model = aDevice().model;
const row = aDevice().row!;
const letter = (odd: Partial<Evidence['letters'][number]>): Evidence => anEvidence({ letters: [{ deviceId: 'a', reason: 'not-json', detail: 'x', attempts: 1, firstAt: 1, lastAt: 1, ...odd }] });
const line = (kind: string, step: string | null, fence: number | null) => ({ kind, step, fence });

const PLANTED: readonly [InvariantId, because: string, Evidence][] = [
  ['I1', 'an accepted device is disabled in the hub', withDevice({ identity: { status: 'disabled', connectionString: STRING } })],
  ['I1', 'an accepted device is not in the hub', withDevice({ identity: null })],
  ['I1', 'a rejected device is enabled in the hub', withDevice({ model: { ...model, state: 'rejected' } })],
  ['I1', 'a dismissed device is enabled in the hub', withDevice({ model: { ...model, state: 'noauth' } })],
  ['I1', 'a decommissioned device is still in the hub', withDevice({ model: { ...model, state: 'gone' }, identity: { status: 'disabled', connectionString: STRING } })],
  ['I1', 'a pass is still due', withDevice({ row: { ...row, settled: 0 } })],
  ['I1', 'a device is dead', withDevice({ row: { ...row, sync: 'dead' } })],
  ['I1', 'an event was acknowledged of a device without a record', withDevice({ row: null })],
  ['I1', 'it took longer than the bound', anEvidence({ recoveredMs: 15_001 })],
  ['I2', 'an acknowledged event is not stored', withDevice({ acknowledged: ['e1', 'e2'] })],
  ['I2', 'no pass saw the last event', withDevice({ inbox: [{ eventId: 'e1', generation: 1 }, { eventId: 'e2', generation: 2 }], story: [line('event', null, null), ...aDevice().story] })],
  ['I3', 'an accepted device was never heard of', withDevice({ row: null, acknowledged: [], inbox: [], story: aDevice().story.slice(1) })],
  ['I4', 'a line of an older fence follows a newer one', withDevice({ story: [...aDevice().story, line('done', null, 3), line('settled', null, 2)] })],
  ['I4', 'the hub was changed without an intent', withDevice({ calls: [aCall(), aCall({ effect: 'updated' })] })],
  ['I4', 'an identity was made that nobody wanted made', withDevice({ story: aDevice().story.slice(0, 1) })],
  ['I4', 'a line of an older fence was written by the pass that was overtaken, whatever it says', withDevice({ story: [...aDevice().story, line('began', 'set-status', 2), line('failed', null, 1)] })],
  ['I4', 'an identity was deleted that nobody wanted deleted', withDevice({ calls: [aCall(), aCall({ effect: 'deleted' })] })],
  ['I5', 'two changes overlapped', anEvidence({ overlaps: ['a'] })],
  ['I6', 'an identity was made twice in one life', anEvidence({ createdTwice: ['a'] })],
  ['I6', 'a device that lived once was made twice', withDevice({ calls: [aCall(), aCall()], story: [...aDevice().story, line('began', 'create-identity', 2)] })],
  ['I6', 'a string was deployed twice', withDevice({ deployments: 2 })],
  ['I6', 'an event is told twice', withDevice({ story: [line('event', null, null), ...aDevice().story] })],
  ['I7', 'the configuration holds the string of another key', withDevice({ identity: { status: 'enabled', connectionString: 'other' } })],
  ['I7', 'the device does not report the string', withDevice({ configuration: { configured: aDevice().configuration!.configured, reported: {} } })],
  ['I7', 'a value of somebody else is gone', withDevice({ ownValues: { zone: 'UTC', volume: '3' } })],
  ['I8', 'a device asks five hundred times', withDevice({ calls: Array.from({ length: 500 }, () => aCall({ effect: null })) })],
  ['I8', 'a refusal for good is asked for again and again', withDevice({ calls: [aCall(), ...Array.from({ length: 5 }, () => aCall({ status: 400, effect: null }))] })],
  ['I8', 'a device that is too large is sent again and again', withDevice({ calls: [aCall(), ...Array.from({ length: 3 }, () => aCall({ status: 413, effect: null }))] })],
  ['I9', 'a dead letter does not say why', letter({ reason: '' })],
  ['I9', 'a dead letter does not say what to do', letter({ detail: '' })],
  ['I9', 'a dead letter was never tried', letter({ attempts: 0 })],
  ['I9', 'a dead letter ended before it began', letter({ firstAt: 2, lastAt: 1 })],
  ['I9', 'a dead letter has no time', letter({ lastAt: NaN })],
  ['I10', 'a minute is too busy', anEvidence({ minutes: [{ hub: 'h', category: 'registry', busiest: 101, allowed: 100 }] })],
  ['I10', 'a minute of another category is too busy', anEvidence({ minutes: [...anEvidence().minutes, { hub: 'h', category: 'queries', busiest: 2, allowed: 1 }] })],
  ['I10', 'the hub refuses calls for their pace', anEvidence({ unordered429: 1 })],
  ['I11', 'a secret is in a log', anEvidence({ secretsFound: ['the log of a worker'] })],
  ['I12', 'a forged webhook is taken', anEvidence({ probes: [{ what: 'a forged webhook', mustNot: [202], status: 202 }] })],
  ['I13', 'nothing would wake a device', anEvidence({ unwoken: ['a'] })],
  ['I14', 'a neighbour is held up', anEvidence({ neighbour: { deviceId: 'n', inSyncAfterMs: 60_000 } })],
  ['I14', 'a neighbour never comes through', anEvidence({ neighbour: { deviceId: 'n', inSyncAfterMs: null } })],
];

describe('the invariants', () => {
  it('find nothing where nothing is wrong', () => {
    expect(findViolations(anEvidence())).toEqual([]);
  });

  it.each(PLANTED)('%s sees that %s', (id, _because, evidence) => {
    const found = findViolations(evidence).map(({ invariant }) => invariant.id);
    expect(found).toContain(id);
  });

  it('are all there, each with a planted violation', () => {
    expect(INVARIANTS.map(({ id }) => id)).toEqual(INVARIANT_IDS);
    expect(new Set(PLANTED.map(([id]) => id))).toEqual(new Set(INVARIANT_IDS));
  });

  it('are not asked where a fault takes them out of our hands', () => {
    expect(findViolations(anEvidence({ overlaps: ['a'] }), ['I5'])).toEqual([]);
  });

  it('let a creation be that took effect after we gave it up, and no other', () => {
    const twice = (isGivenUp: boolean) => withDevice({ calls: [aCall(), aCall({ isGivenUp })], story: [...aDevice().story, line('began', 'create-identity', 2)] });
    expect(findViolations(twice(true))).toEqual([]);
    expect(findViolations(twice(false)).map(({ invariant }) => invariant.id)).toEqual(['I6']);
  });

  it('let a device be that was rejected before the hub ever had it, and one that nobody told us of', () => {
    const rejected = aDevice({ model: { ...model, state: 'rejected' }, identity: null, calls: [], deployments: 0 });
    const unheard = aDevice({ model: { ...model, state: 'pending', moves: ['make'] }, identity: null, row: null, acknowledged: [], inbox: [], story: [], calls: [], deployments: 0 });
    expect(findViolations(anEvidence({ devices: [rejected, unheard] }))).toEqual([]);
  });
});
