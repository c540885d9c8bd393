/** Real: PostgreSQL, HTTP, HTTPS, two processes' worth of API on one database. Emulated: the hub. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type RunningApi } from '../../apps/api/src/start-api.js';
import { DEFAULT_TENANT, mergePatch, parseJson, patchOf, pathOf, sameJson, writeJson, type Change, type JsonObject } from '#core';
import { chanceFrom } from '../support/hostile-json.js';
import { startStack, type Stack } from '../support/lockstep.js';
import { openTwinClient, type TwinAnswer, type TwinClient } from '../support/twin-client.js';
import { DESIRED, TAGS, TwinDevices } from '../support/twin-devices.js';

const SESSIONS = 1_000;
const DEVICES = 5;
/** People who edit at the same moment. */
const AT_ONCE = 40;
const TRIES = 200;

const document = (value: unknown): JsonObject => parseJson(JSON.stringify(value)) as JsonObject;

/** One edit that the API said is done: from which twin to which. */
interface Done {
  seen: TwinAnswer['body'];
  left: TwinAnswer['body'];
}

describe('many people who edit few twins', () => {
  const seed = Number(process.env['JOURNEY_SEED'] ?? Date.now() % 1_000_000);
  const chance = chanceFrom(seed);
  const one = (of: number): number => Math.floor(chance() * of);
  let stack: Stack;
  let second: RunningApi;
  let devices: TwinDevices;
  let clients: TwinClient[];

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    second = await startApi(stack.env);
    devices = new TwinDevices(stack);
    const token = (await stack.tokens.issue(DEFAULT_TENANT, 'alice', 'admin')).token;
    clients = [stack.api.address, second.address].map((address) => openTwinClient(address, token));
  }, 240_000);

  afterAll(async () => {
    await second.stop();
    await stack.stop();
  }, 240_000);

  /** A session: look, think, send what was made for what was seen; when it was changed in between, look again. */
  async function session(id: string, n: number, done: Done[]): Promise<number> {
    const client = clients[n % clients.length]!;
    const value = `s${n}`;
    let answer = await client.get(id);
    for (let conflicts = 0; conflicts < TRIES; conflicts++) {
      const seen = answer.status === 412 ? answer.body.current : answer.body;
      const wanted = wantedOf(n, value);
      const replaced = { desired: { ...seen.desired, [`k${n % 7}`]: value }, tags: { ...seen.tags, last: value } };
      answer = n % 5 === 0 ? await client.put(id, JSON.stringify(replaced), seen.etag) : await client.patch(id, wanted, seen.etag);
      if (answer.status === 200) {
        done.push({ seen, left: answer.body });
        return conflicts;
      }
      expect(answer.status).toBe(412);
      expect(answer.body.current.etag).not.toBe(seen.etag);
    }
    throw new Error(`Session ${n} never came through.`);
  }

  function wantedOf(n: number, value: string): string {
    const shapes = [{ desired: { [`k${n % 7}`]: value } }, { desired: { [`k${n % 7}`]: null, shared: value } }, { desired: { deep: { [`d${n % 3}`]: { v: value } } } }, { tags: { last: value }, desired: { both: value } }];
    return JSON.stringify(shapes[n % shapes.length]);
  }

  it(`overwrite nobody in silence, in ${SESSIONS} sessions (seed ${seed})`, async () => {
    const ids = await Promise.all(Array.from({ length: DEVICES }, () => devices.make()));
    const done = new Map(ids.map((id) => [id, [] as Done[]]));
    let conflicts = 0;
    let undone = 0;
    let started = 0;
    const began = performance.now();
    const person = async (): Promise<void> => {
      while (started < SESSIONS) {
        const n = started++;
        const id = ids[one(ids.length)]!;
        conflicts += await session(id, n, done.get(id)!);
        if (n % 20 === 0) undone += await undoSomething(id);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, person));
    process.stdout.write(`${SESSIONS} sessions in ${((performance.now() - began) / 1000).toFixed(1)} s: ${conflicts} conflicts, ${undone} edits taken back\n`);
    expect(conflicts).toBeGreaterThan(0);
    for (const id of ids) await check(id, done.get(id)!);
  }, 240_000);

  /** Takes the newest edit back, unless somebody was faster; answers with how many were. */
  async function undoSomething(id: string): Promise<number> {
    const { items } = (await clients[0]!.history(id, '?limit=1')).body;
    const { status } = await clients[0]!.undo(id, items[0].id);
    expect([200, 409, 412]).toContain(status);
    return status === 200 ? 1 : 0;
  }

  async function check(id: string, done: readonly Done[]): Promise<void> {
    const history = await wholeHistory(id);
    const edits = history.filter(({ state }) => state === 'done');
    expect(history.filter(({ state }) => state === 'begun' || state === 'unknown')).toEqual([]);

    // Every twin had one edit at most that was made for it: nobody wrote over what somebody else had written meanwhile.
    const before = edits.map(({ etagBefore }) => etagBefore);
    expect(new Set(before).size).toBe(before.length);
    for (let n = 1; n < edits.length; n++) expect(edits[n].etagBefore).toBe(edits[n - 1].etagAfter);

    // Every session that was told "done" stands in the history, with the twin that it had seen.
    const byStart = new Map(edits.map((edit) => [edit.etagBefore, edit]));
    for (const { seen, left } of done) expect(byStart.get(seen.etag)).toMatchObject({ etagAfter: left.etag, kind: 'edit' });
    expect(edits.filter(({ kind }) => kind === 'edit')).toHaveLength(done.length);

    const now = await devices.twin(id);
    const { $metadata: _metadata, $version: _version, ...desired } = now.properties.desired;
    const final = document({ desired, tags: now.tags ?? {} });
    const replayed = edits.reduce((at: JsonObject, edit) => mergePatch(at, patchOf(changesOf(edit), 'after')), document({ desired: DESIRED, tags: TAGS }));
    if (!sameJson(replayed, final)) throw new Error(`The history of ${id} leads to ${writeJson(replayed)}, and the hub has ${writeJson(final)}.`);
    expect(edits.at(-1).etagAfter).toBe(now.etag);
    const unreplayed = edits.reduceRight((at: JsonObject, edit) => mergePatch(at, patchOf(changesOf(edit), 'before')), final);
    expect(sameJson(unreplayed, document({ desired: DESIRED, tags: TAGS }))).toBe(true);
  }

  async function wholeHistory(id: string): Promise<any[]> {
    const items: any[] = [];
    for (let page: string | undefined = '?limit=200'; page !== undefined; ) {
      const { body, headers } = await clients[1]!.history(id, page);
      items.push(...body.items);
      [, page] = /history(\?[^>]+)>; rel="next"/.exec(headers.get('link') ?? '') ?? [];
    }
    return items.reverse();
  }

  const changesOf = (edit: { changes: { at: string; before?: unknown; after?: unknown }[] }): Change[] =>
    edit.changes.map(({ at, before, after }) => {
      expect(pathOf(at).length).toBeGreaterThan(1);
      return { at, before: before === undefined ? undefined : parseJson(JSON.stringify(before)), after: after === undefined ? undefined : parseJson(JSON.stringify(after)) };
    });
});
