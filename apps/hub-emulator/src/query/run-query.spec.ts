import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDevice } from '../devices/change-device.js';
import type { Device } from '../devices/device.js';
import type { JsonObject } from '../json.js';
import { Switches } from '../switches.js';
import { showTwin } from '../twins/show-twin.js';
import { readContinuation, writeContinuation } from './continuation.js';
import { parseQuery } from './parse-query.js';
import { queryTwins } from './run-query.js';

const view = { now: 1, switches: Switches.parse({}) };

function device(deviceId: string, tags: JsonObject = {}, desired: JsonObject = {}, createdAt = 1): Device {
  const wanted = { status: 'enabled', statusReason: null, authentication: undefined, iotEdge: false, deviceScope: undefined } as const;
  return createDevice(deviceId, wanted, createdAt, { tags, desired });
}

function ask(rows: readonly Device[], text: string, { pageSize = 1000, missing = 'unknown' as 'unknown' | 'unequal' } = {}) {
  const switches = { ...view.switches, queryMissingValue: missing };
  return queryTwins(rows, { query: parseQuery(text), pageSize, after: undefined, view: { ...view, switches } });
}

const ids = (rows: readonly unknown[]) => rows.map((row) => (row as { deviceId: string }).deviceId).join('');

const FLEET = [
  device('a', { lockstep: { managed: true }, n: 1, s: 'x' }, { rate: 5 }),
  device('b', { lockstep: { managed: false }, n: 2, s: 'y' }, { rate: '5' }),
  { ...device('c', { n: 3 }), status: 'disabled' as const, statusReason: 'lost' },
  device('d'),
];

describe('a query of twins', () => {
  it.each([
    ['tags.lockstep.managed = true', 'a'],
    ['tags.lockstep.managed != true', 'b'],
    ['NOT tags.lockstep.managed = true', 'b'],
    ['is_defined(tags.lockstep)', 'ab'],
    ['NOT is_defined(tags.lockstep)', 'cd'],
    ['tags.n >= 2', 'bc'],
    ['tags.n < 2 OR tags.n > 2', 'ac'],
    ['2 <= tags.n', 'bc'],
    [`tags.s > 'x'`, 'b'],
    [`tags.n > 'x'`, ''],
    ['properties.desired.rate = 5', 'a'],
    [`properties.desired.rate = '5'`, 'b'],
    ['properties.desired.$version = 1', 'abcd'],
    ['properties.reported.x = 1', ''],
    [`deviceId IN ['a', 'd', 'z']`, 'ad'],
    [`deviceId NIN ['a', 'd', 'z']`, 'bc'],
    [`tags.s NIN ['x']`, 'b'],
    [`status = 'disabled' AND statusReason = 'lost'`, 'c'],
    ['is_defined(statusReason)', 'c'],
    [`connectionState = 'Disconnected' AND capabilities.iotEdge = false`, 'abcd'],
    [`authenticationType = 'sas' AND version = 2 AND etag = 'AAAAAAAAAAE='`, 'abcd'],
    ['tags.lockstep = tags.lockstep', ''],
    ['is_defined(tags.lockstep.managed.deeper)', ''],
  ])('where %s finds %s', (where, found) => expect(ids(ask(FLEET, `SELECT * FROM devices WHERE ${where}`).rows)).toBe(found));

  it.each([
    ['tags.lockstep.managed != true', 'bcd'],
    ['NOT tags.lockstep.managed = true', 'bcd'],
    [`tags.s NIN ['x']`, 'bcd'],
    ['tags.n < 5', 'abc'],
  ])('where %s finds %s when what is missing is unequal', (where, found) =>
    expect(ids(ask(FLEET, `SELECT * FROM devices WHERE ${where}`, { missing: 'unequal' }).rows)).toBe(found),
  );

  it('gives whole twins for *, and columns without what is missing', () => {
    expect(ask(FLEET, 'SELECT TOP 1 * FROM devices').rows).toEqual([showTwin(FLEET[0]!, view)]);
    expect(ask(FLEET, 'SELECT deviceId, tags.s AS mark FROM devices').rows).toEqual([
      { deviceId: 'a', mark: 'x' },
      { deviceId: 'b', mark: 'y' },
      { deviceId: 'c' },
      { deviceId: 'd' },
    ]);
  });

  it('counts, sums and groups', () => {
    expect(ask(FLEET, 'SELECT COUNT() AS n, SUM(tags.n) AS sum, AVG(tags.n) AS avg, MIN(tags.n) AS least, MAX(tags.s) AS most FROM devices').rows).toEqual([
      { n: 4, sum: 6, avg: 2, least: 1, most: 'y' },
    ]);
    expect(ask(FLEET, 'SELECT status, COUNT() AS n FROM devices GROUP BY status').rows).toEqual([
      { status: 'enabled', n: 3 },
      { status: 'disabled', n: 1 },
    ]);
    expect(ask(FLEET, 'SELECT tags.lockstep.managed AS m, COUNT() AS n FROM devices GROUP BY tags.lockstep.managed').rows).toEqual([
      { m: true, n: 1 },
      { m: false, n: 1 },
      { n: 2 },
    ]);
    expect(ask([], 'SELECT COUNT() AS n, AVG(version) AS v FROM devices').rows).toEqual([{ n: 0 }]);
  });

  it('gives every device once over any pages, whatever came and went in between', () => {
    const made = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: 5 }), fc.option(fc.integer({ min: 1, max: 12 })), fc.nat(), (gaps, pageSize, top, cut) => {
        let at = 0;
        // Some were made in the same moment, as those of one bulk are.
        let rows = gaps.map((gap, index) => device(`d${index}`, {}, {}, (at += gap === 1 ? 0 : 1)));
        const all = rows.map(({ deviceId }) => deviceId);
        const query = parseQuery(`SELECT ${top ? `TOP ${top} ` : ''}* FROM devices`);
        const seen: string[] = [];
        for (let after: ReturnType<typeof readContinuation> | undefined, pages = 0; pages < 100; pages += 1) {
          const page = queryTwins(rows, { query, pageSize, after, view });
          expect(page.rows.length).toBeLessThanOrEqual(pageSize);
          seen.push(...page.rows.map((row) => (row as { deviceId: string }).deviceId));
          if (!page.next) break;
          const bound = { query: 'q', pageSize };
          after = readContinuation(writeContinuation(page.next, bound), bound);
          // A device that was given already goes away, and a new one comes.
          const gone = seen[cut % seen.length];
          if (gone !== after.deviceId) rows = rows.filter(({ deviceId }) => deviceId !== gone);
        }
        expect(seen).toEqual(all.slice(0, top ?? undefined));
      }),
    );
  });

  it('takes a continuation for its own query and page size only', () => {
    const token = writeContinuation({ createdAt: 1, deviceId: 'a', given: 1 }, { query: 'q', pageSize: 10 });
    expect(readContinuation(token, { query: 'q', pageSize: 10 })).toMatchObject({ deviceId: 'a' });
    const refused = expect.objectContaining({ code: 'ArgumentInvalid' });
    expect(() => readContinuation(token, { query: 'q', pageSize: 11 })).toThrow(refused);
    expect(() => readContinuation(token, { query: 'r', pageSize: 10 })).toThrow(refused);
    expect(() => readContinuation('nonsense', { query: 'q', pageSize: 10 })).toThrow(refused);
  });
});
