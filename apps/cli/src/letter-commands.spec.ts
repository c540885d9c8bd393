// Real: the commands and how they are called. Not real: the letters, and what replays them.
import { describe, expect, it } from '@jest/globals';
import type { StoredLetter } from '#core';
import { COMMANDS } from './commands.js';
import { UsageError, readCall } from './read-call.js';

const LETTER: StoredLetter = {
  id: 7n,
  tenantId: 'default',
  sourceId: 'queue',
  deviceId: 'pump-7',
  reason: 'bad-time',
  detail: 'No time.',
  attempts: 2,
  firstAt: new Date(0),
  lastAt: new Date(1_000),
  answer: null,
  raw: Buffer.from('{"a":"\u001b[2J"}'),
  eventId: null,
};

async function run(...argv: string[]): Promise<{ lines: string[]; asked: unknown[] }> {
  const asked: unknown[] = [];
  const parts = [{ replayed: 2, failed: [{ id: 9n, reason: 'not-json', detail: 'No JSON.' }], next: 9n }, { replayed: 1, failed: [], next: null }];
  const store = {
    list: async (...all: unknown[]) => (asked.push(...all), [LETTER]),
    find: async (_: string, id: bigint) => (id === LETTER.id ? LETTER : null),
    answer: async (_: StoredLetter, answer: unknown) => (asked.push(answer), true),
    count: async (wish: unknown) => (asked.push(wish), 4),
    run: async (wish: unknown) => (asked.push(wish), parts.shift()),
  };
  const call = readCall(argv);
  const lines = await COMMANDS[call.command]!.run({ get: () => store } as never, call);
  return { lines, asked };
}

describe('the commands about dead letters', () => {
  it('list what is open, unless told otherwise', async () => {
    const { lines, asked } = await run('dead-letters', '--reason', 'bad-time', '--since', '2026-03-01T12:00:00Z');
    expect(lines).toEqual(['7  1970-01-01T00:00:01.000Z  bad-time (2x, from queue, device pump-7): No time.']);
    expect(asked).toEqual(['default', { reason: 'bad-time', since: new Date('2026-03-01T12:00:00Z'), open: true, before: null, limit: 500 }]);
    expect((await run('dead-letters', '--all', '--before', '9')).asked[1]).toEqual({ before: 9n, limit: 500 });
  });

  it('show the bytes without letting them do anything to the terminal', async () => {
    expect((await run('dead-letter', '7')).lines.at(-1)).toBe('  {"a":"\\u001b[2J"}');
  });

  it('replay part by part until nothing is left, and say what failed again', async () => {
    const { lines, asked } = await run('replay', '--all', '--device', 'pump-7');
    expect(lines).toEqual(['3 replayed, 1 failed again.', '9  not-json: No JSON.']);
    const wish = { tenantId: 'default', which: { deviceId: 'pump-7' }, by: 'command line', limit: 100 };
    expect(asked.slice(1)).toEqual([{ ...wish, after: null }, { ...wish, after: 9n }]);
  });

  it('only count in a dry run', async () => {
    const { lines, asked } = await run('replay', '7', '8', '--dry-run');
    expect([lines, asked]).toEqual([['4 letters would be replayed.'], [{ tenantId: 'default', which: { ids: [7n, 8n] } }]]);
  });

  it('lay a letter aside for a reason', async () => {
    expect(await run('dismiss', '7', '--reason', 'a test')).toEqual({ lines: ['Dismissed.'], asked: [{ how: 'dismissed', by: 'command line', note: 'a test' }] });
  });

  it.each([['replay'], ['replay', '--all', '7'], ['replay', '--since', 'yesterday'], ['replay', 'seven'], ['dead-letter', '8'], ['dead-letter'], ['dismiss', '7']])('refuse %s %s %s', async (...argv) => {
    await expect(run(...argv)).rejects.toThrow(UsageError);
  });
});
