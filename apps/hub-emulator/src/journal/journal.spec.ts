import { describe, expect, it } from '@jest/globals';
import type { Change } from '../http/answer.js';
import type { Arrival } from './entry.js';
import { Journal } from './journal.js';

const write = (...deviceIds: string[]): Arrival => ({
  requestId: 'r',
  hub: 'h',
  method: 'PUT',
  path: '/devices/x',
  operation: 'put-device',
  writes: true,
  deviceIds,
  ifMatch: undefined,
});
const done = (kind: Change['kind'], ...ids: string[]) => ({ status: 200, changes: ids.map((deviceId) => ({ deviceId, kind })) });

function newJournal(most = 100): Journal {
  let ms = 0;
  return new Journal(() => (ms += 1), most);
}

describe('the check for overlaps', () => {
  it('sees two writes in flight for one device', () => {
    const journal = newJournal();
    const first = journal.begin(write('a'));
    const second = journal.begin(write('a'));
    journal.end(second, done('updated', 'a'));
    journal.end(first, done('updated', 'a'));
    expect(journal.checks().overlaps).toMatchObject({
      count: 1,
      bothChanged: 1,
      latest: [{ deviceId: 'a', first: { seq: 1 }, second: { seq: 2 } }],
    });
  });

  it('tells an overlap without harm from one in which both writes took effect', () => {
    const journal = newJournal();
    const first = journal.begin(write('a'));
    const second = journal.begin(write('a'));
    journal.end(first, done('updated', 'a'));
    journal.end(second, { status: 412, changes: [] });
    expect(journal.checks().overlaps).toMatchObject({ count: 1, bothChanged: 0 });
  });

  it('looks into bulks, entry by entry', () => {
    const journal = newJournal();
    const bulk = journal.begin(write('a', 'b', 'c'));
    const single = journal.begin(write('b'));
    journal.end(bulk, done('created', 'a', 'c'));
    journal.end(single, done('created', 'b'));
    expect(journal.checks().overlaps).toMatchObject({ count: 1, bothChanged: 0, latest: [{ deviceId: 'b' }] });
  });

  it.each([
    ['writes one after the other', (journal: Journal) => journal.end(journal.begin(write('a')), done('updated', 'a')), write('a')],
    ['writes for two devices', (journal: Journal) => journal.begin(write('a')), write('b')],
    ['a write and a read', (journal: Journal) => journal.begin(write('a')), { ...write('a'), writes: false }],
    ['writes for one id on two hubs', (journal: Journal) => journal.begin(write('a')), { ...write('a'), hub: 'other' }],
  ])('leaves %s alone', (_name, before, next) => {
    const journal = newJournal();
    before(journal);
    journal.begin(next);
    expect(journal.checks().overlaps.count).toBe(0);
  });
});

describe('the count of creates', () => {
  it('begins anew with each incarnation', () => {
    const journal = newJournal();
    for (const kind of ['created', 'deleted', 'created'] as const) journal.end(journal.begin(write('a')), done(kind, 'a'));
    expect(journal.checks().creates).toEqual({
      total: 2,
      mostInOneIncarnation: 1,
      createdAgain: [{ hub: 'h', deviceId: 'a', creates: 2, deletes: 1 }],
    });
  });

  it('shows a device that was created twice in one life', () => {
    const journal = newJournal();
    for (const kind of ['created', 'created'] as const) journal.end(journal.begin(write('a')), done(kind, 'a'));
    expect(journal.checks().creates.mostInOneIncarnation).toBe(2);
  });
});

describe('the journal', () => {
  it('keeps the latest entries and the counts of all', () => {
    const journal = newJournal(2);
    for (const id of ['a', 'b', 'c']) journal.end(journal.begin(write(id)), done('updated', id));
    expect(journal.show({ limit: 10 }).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(journal.counters()).toEqual({ 'put-device': { calls: 3, changed: 3, statuses: { 200: 3 } } });
  });

  it('shows the latest that fit the filter', () => {
    const journal = newJournal();
    for (const id of ['a', 'b', 'a', 'a']) journal.end(journal.begin(write(id)), done('updated', id));
    expect(journal.show({ device: 'a', limit: 2 }).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(journal.show({ hub: 'other', limit: 2 })).toEqual([]);
  });
});
