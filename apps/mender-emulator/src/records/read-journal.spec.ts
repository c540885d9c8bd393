import { describe, expect, it } from '@jest/globals';
import { JournalIsDamaged, readJournal, splitLines } from './read-journal.js';

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
}

async function read(...texts: string[]): Promise<unknown[]> {
  const entries: unknown[] = [];
  for await (const entry of readJournal(splitLines(pieces(...texts)), 'fleet.log')) entries.push(entry);
  return entries;
}

describe('reading a journal back', () => {
  it('joins lines that arrive in pieces', async () => {
    expect(await read('{"a":1}\n{"b', '":2}\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  it('leaves out a last line that was not finished', async () => {
    expect(await read('{"a":1}\n{"b":')).toEqual([{ a: 1 }]);
  });

  it('takes a line separator inside a value for part of the value', async () => {
    expect(await read('{"a":"x\u2028y"}\n')).toEqual([{ a: 'x\u2028y' }]);
  });

  it('refuses a journal that is damaged before its end', async () => {
    await expect(read('{"a":1}\n{"b":\n{"c":3}\n')).rejects.toThrow(JournalIsDamaged);
  });
});
