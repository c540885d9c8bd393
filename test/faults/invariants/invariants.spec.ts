import { describe, expect, it } from '@jest/globals';
import { NO_MEDDLING, type DeviceEvidence, type Evidence, type HubCall, type LetterEvidence, type Replay } from './evidence.js';
import { findViolations, INVARIANTS } from './index.js';
import { INVARIANT_IDS, type InvariantId } from './invariant.js';

const FAULT = { from: 0, to: 60_000 };
const STRING = 'HostName=h;DeviceId=a;SharedAccessKey=k';

const aCall = (odd: Partial<HubCall> = {}): HubCall => ({ seq: 1, hub: 'h', operation: 'bulk-devices', status: 200, startedAt: 0, endedAt: 5, effect: 'created', isGivenUp: false, ...odd });

/** A device that was accepted and is as it should be. */
const aDevice = (odd: Partial<DeviceEvidence> = {}): DeviceEvidence => ({
  model: { deviceId: 'a', state: 'accepted', moves: ['make', 'accept'], incarnations: 1 },
  identity: { status: 'enabled', connectionString: STRING },
  row: { generation: 1, settled: 1, sync: 'in-sync', reason: 'as-wanted', attempts: 0, hasWakeUp: false, isLeased: false, told: 'accepted', toldEventId: 'e1', fleetStatus: 'accepted' },
  configuration: { configured: { azureConnectionString: STRING, zone: 'UTC' }, reported: { azureConnectionString: STRING } },
  ownValues: { zone: 'UTC' },
  deployments: 1,
  calls: [aCall()],
  story: [{ kind: 'event', step: null, fence: null }, { kind: 'began', step: 'create-identity', fence: 1 }, { kind: 'done', step: 'create-identity', fence: 1 }],
  inbox: [{ eventId: 'e1', generation: 1, sourceId: 'source' }],
  acknowledged: ['e1'],
  lost: [],
  found: [],
  stirs: [],
  others: NO_MEDDLING,
  ...odd,
});

/** Poison that nobody can read. */
const aLetter = (odd: Partial<LetterEvidence> = {}): LetterEvidence => ({ id: '1', sourceId: 'source', isOpen: true, deviceId: null, reason: 'not-json', detail: 'The body is no JSON.', attempts: 1, firstAt: 1, lastAt: 1, ...odd });

/** Nothing is wrong. */
const anEvidence = (odd: Partial<Evidence> = {}): Evidence => ({
  devices: [aDevice()],
  overlaps: [],
  createdTwice: [],
  minutes: [{ hub: 'h', category: 'registry', busiest: 5, allowed: 100 }],
  unordered429: 0,
  letters: [aLetter({ attempts: 2 })],
  replay: { before: [aLetter()], matched: 1, replayed: 0, failed: [{ id: '1', reason: 'not-json' }] },
  probes: [{ what: 'a webhook with no signature', mustNot: [202], status: 401 }],
  unwoken: [],
  secretsFound: [],
  neighbour: { deviceId: 'n', inSyncAfterMs: 100, beforeMs: 80 },
  fault: FAULT,
  recoveredMs: 500,
  boundMs: 15_000,
  lastedMs: 2_000,
  ...odd,
});

const withDevice = (odd: Partial<DeviceEvidence>): Evidence => anEvidence({ devices: [aDevice(odd)] });
const model = aDevice().model;
const row = aDevice().row!;
const letter = (odd: Partial<LetterEvidence>): Evidence => anEvidence({ letters: [aLetter({ attempts: 2, ...odd })] });
/** Before a replay, what it answered, and after it. */
const replayed = (before: Partial<LetterEvidence>, replay: Partial<Replay>, after: readonly Partial<LetterEvidence>[]): Evidence =>
  anEvidence({ letters: after.map((odd) => aLetter(odd)), replay: { before: [aLetter(before)], matched: 1, replayed: 0, failed: [], ...replay } });
const neighbour = (beforeMs: number | null, inSyncAfterMs: number | null): Evidence => anEvidence({ neighbour: { deviceId: 'n', beforeMs, inSyncAfterMs } });
/** Calls that the hub failed, each so long after the end of the one before. */
const failing = (...gaps: number[]): HubCall[] => {
  let at = 10_000;
  return [0, ...gaps].map((gap) => {
    const startedAt = at + gap;
    at = startedAt + 5;
    return aCall({ status: 503, effect: null, startedAt, endedAt: at });
  });
};
const calls = (...more: HubCall[]): Evidence => withDevice({ calls: [aCall(), ...more] });
/** Its last webhook was lost. */
const losing = (odd: Partial<DeviceEvidence>): Evidence => withDevice({ lost: ['e2'], ...odd });
const bySweep = { eventId: 'run:a', generation: 1, sourceId: 'sweep' };
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
  ['I2', 'no pass saw the last event', withDevice({ inbox: [{ eventId: 'e1', generation: 1, sourceId: 's' }, { eventId: 'e2', generation: 2, sourceId: 's' }], story: [line('event', null, null), ...aDevice().story] })],
  ['I3', 'a device of which all webhooks were lost was never taken in', losing({ model: { ...model, state: 'pending', moves: ['make'] }, row: null, acknowledged: [], inbox: [], story: aDevice().story.slice(1) })],
  ['I3', 'a device is known by what was told before the loss', losing({ model: { ...model, state: 'rejected' }, row: { ...row, fleetStatus: 'accepted' } })],
  ['I3', 'a device that is gone was seen by a pass and told by no sweep', losing({ model: { ...model, state: 'gone' }, row: { ...row, fleetStatus: 'decommissioned' } })],
  ['I3', 'the record was mended without an event', losing({ row: { ...row, toldEventId: 'nobody-sent-it' } })],
  ['I3', 'what the sweep found is not noted as found by it', withDevice({ found: ['lost-event'] })],
  ['I3', 'what was lost is not well in time', anEvidence({ devices: [aDevice({ lost: ['e0'] })], recoveredMs: null })],
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
  ['I8', 'a device asks again at once after a failure', calls(...failing(100))],
  ['I8', 'a device asks every second', calls(...failing(1_000, 1_000, 1_000))],
  ['I8', 'the third wait is no longer than the second', calls(...failing(2_400, 2_400, 4_400, 4_400))],
  ['I8', 'the count goes on after something rang', withDevice({ calls: [aCall(), ...failing(100, 3_000, 2_400, 2_400, 2_400)], stirs: [{ from: 10_000, to: 10_110 }] })],
  ['I9', 'a letter is gone after its replay', replayed({}, { replayed: 1 }, [])],
  ['I9', 'a letter was left out of the replay of all', replayed({}, { matched: 0 }, [{}])],
  ['I9', 'a letter was neither replayed nor refused', replayed({}, {}, [{}])],
  ['I9', 'a letter was replayed and is still open', replayed({}, { replayed: 1 }, [{}])],
  ['I9', 'a letter failed again and counts as answered', replayed({}, { failed: [{ id: '1', reason: 'not-json' }] }, [{ isOpen: false, attempts: 2 }])],
  ['I9', 'a letter failed again for another reason', replayed({}, { failed: [{ id: '1', reason: 'unknown-type' }] }, [{ reason: 'unknown-type', attempts: 2 }])],
  ['I9', 'a letter that failed again was not counted', replayed({}, { failed: [{ id: '1', reason: 'not-json' }] }, [{}])],
  ['I9', 'a device that was replayed dies of something else', replayed({ sourceId: 'device', reason: 'hub-refuses-device' }, { replayed: 1 }, [{ sourceId: 'device', reason: 'hub-is-away', attempts: 2 }])],
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
  ['I12', 'an intruder breaks us', anEvidence({ probes: [{ what: 'a request without a token', mustNot: [200, 500], status: 500 }] })],
  ['I14', 'a neighbour is held up', neighbour(500, 3_001)],
  ['I14', 'a neighbour takes more than twice as long on a slow machine', neighbour(2_000, 4_001)],
  ['I14', 'a neighbour never comes through', neighbour(500, null)],
  ['I14', 'nobody knows how long a neighbour takes', neighbour(null, 100)],
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

  it('let a device be of which webhooks were lost and that another event, a pass or the sweep set right', () => {
    const found = losing({ found: ['lost-event'], inbox: [bySweep], acknowledged: [], row: { ...row, toldEventId: bySweep.eventId } });
    const seen = losing({ row: { ...row, told: 'pending' } });
    const gone = losing({ model: { ...model, state: 'gone' }, identity: null, row: null, calls: [], inbox: [], acknowledged: [], deployments: 0, story: [] });
    for (const evidence of [losing({}), found, seen, gone]) expect(findViolations(evidence)).toEqual([]);
  });

  it('let failures be that are as far apart as the back-off has it, that something rang in between, or that were not all failures', () => {
    const rang = withDevice({ calls: [aCall(), ...failing(2_100, 100, 1_000)], stirs: [{ from: 12_150, to: 12_160 }] });
    const well = calls(...failing(2_100), aCall({ status: 200, effect: null, startedAt: 12_120, endedAt: 12_130 }), ...failing(2_100).map((call) => ({ ...call, startedAt: call.startedAt + 2_200, endedAt: call.endedAt! + 2_200 })));
    const outside = { ...calls(...failing(100)), fault: { from: 0, to: 10_010 } };
    for (const evidence of [calls(...failing(2_000, 2_000, 4_000, 8_000, 16_000)), rang, well, outside, { ...calls(...failing(100)), fault: null }]) expect(findViolations(evidence)).toEqual([]);
  });

  it('let a letter be that was answered by its replay, and a device that dies again of the same', () => {
    const device = { sourceId: 'device', reason: 'hub-refuses-device' };
    expect(findViolations(replayed({}, { replayed: 1 }, [{ isOpen: false }]))).toEqual([]);
    expect(findViolations(replayed(device, { replayed: 1 }, [{ ...device, attempts: 2 }]))).toEqual([]);
  });

  it('let a neighbour be that is quick enough, or no slower than the machine', () => {
    for (const evidence of [neighbour(500, 3_000), neighbour(2_000, 4_000)]) expect(findViolations(evidence)).toEqual([]);
  });

  it('let a device be that was rejected before the hub ever had it, and one that nobody told us of', () => {
    const rejected = aDevice({ model: { ...model, state: 'rejected' }, identity: null, calls: [], deployments: 0 });
    const unheard = aDevice({ model: { ...model, state: 'pending', moves: ['make'] }, identity: null, row: null, acknowledged: [], inbox: [], story: [], calls: [], deployments: 0 });
    expect(findViolations(anEvidence({ devices: [rejected, unheard] }))).toEqual([]);
  });
});
