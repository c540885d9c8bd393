// Real: the use cases. Not real: the hub, the history and the clock, which keep the duties of their ports.
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  EditNotDone,
  HubIsAway,
  HubIsBusy,
  HubOutcomeUnknown,
  LATEST_EFFECT_MS,
  NOTHING,
  NotInHub,
  TwinIsStale,
  TwinRuleBroken,
  UndoConflicts,
  parseJson,
  readTwinChange,
  writeJson,
  type JsonObject,
  type Twin,
} from '#core';
import { aHubConnection, aKey, anActor } from '../../../test/support/builders.js';
import { FakeDeviceTwins } from '../../../test/support/fake-device-twins.js';
import { FakeTwinHistory } from '../../../test/support/fake-twin-history.js';
import { HeldClock } from '../../../test/support/held-clock.js';
import type { LocateTwin } from './locate-twin.js';
import { SettleDoubt } from './settle-doubt.js';
import { UndoEdit } from './undo-edit.js';
import { WriteTwin } from './write-twin.js';

const ADDRESS = { key: aKey(), moduleId: null };
const CONNECTION = aHubConnection();
const ALICE = anActor();
const WRITE = { connection: CONNECTION, address: ADDRESS, kind: 'edit', undoes: null, by: 'alice' } as const;
const object = (text: string): JsonObject => parseJson(text) as JsonObject;

describe('an edit of a twin', () => {
  let hub: FakeDeviceTwins;
  let history: FakeTwinHistory;
  let clock: HeldClock;
  let write: WriteTwin;
  let undo: UndoEdit;

  beforeEach(() => {
    hub = new FakeDeviceTwins();
    clock = new HeldClock();
    history = new FakeTwinHistory(() => clock.now());
    write = new WriteTwin(hub, history, clock);
    const locate = { run: async () => CONNECTION } as unknown as LocateTwin;
    undo = new UndoEdit(locate, hub, history, write);
    hub.plant(ADDRESS, { desired: object('{"a":1,"b":1}') });
  });

  const now = async (): Promise<Twin> => (await hub.read(CONNECTION, ADDRESS))!;
  const patch = async (body: string, seen?: Twin): Promise<Twin> => write.run(WRITE, seen ?? (await now()), readTwinChange('patch', `{"desired":${body}}`));
  const states = (): string[] => history.edits.map(({ state }) => state);

  it('stands in the history before the hub is asked', async () => {
    const seen = await now();
    const before = hub.calls.length;
    history.away = true;
    await expect(patch('{"a":2}', seen)).rejects.toThrow('The history is away.');
    expect(hub.calls).toHaveLength(before);
  });

  it('stands there as begun when the process dies in the hub call', async () => {
    const seen = await now();
    hub.patch = () => {
      expect(states()).toEqual(['begun']);
      return new Promise(() => undefined);
    };
    void patch('{"a":2}', seen);
    await new Promise((done) => setImmediate(done));
    expect(states()).toEqual(['begun']);
  });

  it('is done although its end could not be written down, and is found later', async () => {
    const seen = await now();
    const send = hub.patch.bind(hub);
    hub.patch = async (...call) => {
      const written = await send(...call);
      history.away = true;
      return written;
    };
    expect(writeJson((await patch('{"a":2}', seen)).desired)).toBe('{"a":2,"b":1}');
    history.away = false;
    expect(states()).toEqual(['begun']);
    clock.advance(LATEST_EFFECT_MS + 1);
    await new SettleDoubt(history, clock).run(ADDRESS, now);
    expect(states()).toEqual(['done']);
  });

  it.each([
    { because: 'the hub is away', failure: new HubIsAway('x') },
    { because: 'the hub is busy', failure: new HubIsBusy(1_000, 'x') },
  ])('is refused when $because', async ({ failure }) => {
    const seen = await now();
    hub.failNext(failure);
    await expect(patch('{"a":2}', seen)).rejects.toBe(failure);
    expect(states()).toEqual(['refused']);
  });

  it('is refused, with the twin as it is, when somebody was faster', async () => {
    const seen = await now();
    hub.changeBehind(ADDRESS, { desired: object('{"a":9}') });
    const stale = await patch('{"a":2}', seen).catch((error: unknown) => error);
    expect(stale).toBeInstanceOf(TwinIsStale);
    expect([(stale as TwinIsStale).seen, writeJson((stale as TwinIsStale).current.desired)]).toEqual([seen.etag, '{"a":9}']);
    expect(states()).toEqual(['refused']);
  });

  it('is done when its answer was lost and the twin shows it', async () => {
    hub.loseNextAnswer();
    expect(writeJson((await patch('{"a":2,"b":null}')).desired)).toBe('{"a":2}');
    expect(history.edits).toMatchObject([{ state: 'done', etagAfter: (await now()).etag }]);
  });

  it('stays unknown when its answer was lost and nothing shows it yet', async () => {
    const seen = await now();
    hub.failNext(new HubOutcomeUnknown('x'));
    await expect(patch('{"a":2}', seen)).rejects.toThrow(HubOutcomeUnknown);
    expect(states()).toEqual(['unknown']);
    await new SettleDoubt(history, clock).run(ADDRESS, now);
    expect(states()).toEqual(['unknown']);
    clock.advance(LATEST_EFFECT_MS + 1);
    await new SettleDoubt(history, clock).run(ADDRESS, now);
    expect(states()).toEqual(['refused']);
  });

  it('stays unknown when its answer was lost and the look fails too', async () => {
    const seen = await now();
    hub.failNext(new HubOutcomeUnknown('x'));
    hub.failNext(new HubIsAway('y'));
    await expect(patch('{"a":2}', seen)).rejects.toThrow(HubOutcomeUnknown);
    expect(states()).toEqual(['unknown']);
  });

  it('that breaks a rule or changes nothing is no edit', async () => {
    await expect(patch(`{"a":${JSON.stringify('x'.repeat(4_000))},${Array.from({ length: 8 }, (_, n) => `"k${n}":"${'x'.repeat(4_000)}"`).join(',')}}`)).rejects.toThrow(TwinRuleBroken);
    const seen = await now();
    expect(await patch('{"a":1.0,"z":null}', seen)).toBe(seen);
    expect(states()).toEqual([]);
  });

  it('of a device that is gone by now is refused', async () => {
    const seen = await now();
    const gone = { ...WRITE, address: { ...ADDRESS, moduleId: 'gone' } };
    await expect(write.run(gone, seen, readTwinChange('patch', '{"desired":{"a":2}}'))).rejects.toThrow(NotInHub);
    expect(states()).toEqual(['refused']);
  });

  it('looks at the twin for nothing that is not in doubt', async () => {
    await patch('{"a":2}');
    let looks = 0;
    await new SettleDoubt(history, clock).run(ADDRESS, async () => (looks++, null));
    expect(looks).toBe(0);
  });

  describe('that is taken back', () => {
    it('leaves what was changed elsewhere as it is', async () => {
      await patch('{"a":2,"b":null,"c":{"d":1}}');
      await patch('{"other":1}');
      expect(writeJson((await undo.run(ALICE, ADDRESS, 1n)).desired)).toBe('{"a":1,"other":1,"b":1}');
      expect(history.edits.at(-1)).toMatchObject({ kind: 'undo', undoes: 1n, by: 'alice', state: 'done' });
    });

    it('is tried again when somebody writes elsewhere in between', async () => {
      await patch('{"a":2}');
      const send = hub.patch.bind(hub);
      let disturbed = 0;
      hub.patch = async (...call) => {
        if (disturbed++ === 0) hub.changeBehind(ADDRESS, { tags: object('{"t":1}') });
        return send(...call);
      };
      expect(writeJson((await undo.run(ALICE, ADDRESS, 1n)).desired)).toBe('{"a":1,"b":1}');
      expect(states()).toEqual(['done', 'refused', 'done']);
    });

    it('gives up when somebody writes in between every time', async () => {
      await patch('{"a":2}');
      const send = hub.patch.bind(hub);
      let times = 0;
      hub.patch = async (...call) => {
        hub.changeBehind(ADDRESS, { tags: object(`{"t":${times++}}`) });
        return send(...call);
      };
      await expect(undo.run(ALICE, ADDRESS, 1n)).rejects.toThrow(TwinIsStale);
      expect(times).toBe(4);
    });

    it('is not, where something newer stands', async () => {
      await patch('{"a":2}');
      hub.changeBehind(ADDRESS, { desired: object('{"a":3}') });
      await expect(undo.run(ALICE, ADDRESS, 1n)).rejects.toThrow(UndoConflicts);
      expect(states()).toEqual(['done']);
    });

    it('is not, when it never took effect', async () => {
      const seen = await now();
      hub.failNext(new HubIsAway('x'));
      await patch('{"a":2}', seen).catch(() => undefined);
      await expect(undo.run(ALICE, ADDRESS, 1n)).rejects.toThrow(EditNotDone);
    });
  });

  it('of an empty twin is an edit too', async () => {
    hub.plant(ADDRESS, { desired: NOTHING });
    expect(writeJson((await patch('{"a":1}')).desired)).toBe('{"a":1}');
  });
});
