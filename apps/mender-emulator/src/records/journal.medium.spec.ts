// Real: a file on disk.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileJournal, JournalIsNotWritable } from './journal.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
  file = join(folder, 'fleet.log');
});

afterEach(() => rm(folder, { recursive: true }));

describe('a journal in a file', () => {
  it('has every line on disk when it says so, in order', async () => {
    const journal = await FileJournal.open(file);
    journal.append('1');
    journal.append('2');
    await journal.settled();
    journal.append('3');
    await journal.settled();
    expect(await readFile(file, 'utf8')).toBe('1\n2\n3\n');
    await journal.close();
  });

  it('says so for good once it could not write', async () => {
    const journal = await FileJournal.open(file);
    await journal.close();
    journal.append('1');
    await expect(journal.settled()).rejects.toThrow(JournalIsNotWritable);
    journal.append('2');
    await expect(journal.settled()).rejects.toThrow(JournalIsNotWritable);
  });
});
