import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { FileJournal } from './journal.js';
import { readJournal, splitLines } from './read-journal.js';
import { Records, type JournalEntry } from './records.js';

const JOURNAL = 'fleet.log';
const LINES_PER_WRITE = 1000;

/**
 * The records kept in this folder, or empty ones that live in memory when no folder is given. Makes the folder when needed,
 * reads its journal, and writes it anew without what was replaced. One process at a time may use a folder.
 */
export async function openRecords(folder: string | undefined): Promise<Records> {
  const records = new Records();
  if (folder === undefined) return records;

  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, JOURNAL);
  if (await exists(file)) await readBack(file, records);
  await compact(file, folder, records);
  records.keepIn(await FileJournal.open(file));
  return records;
}

async function readBack(file: string, records: Records): Promise<void> {
  const lines = splitLines(createReadStream(file, 'utf8'));
  for await (const entry of readJournal(lines, file)) records.restore(entry as JournalEntry);
}

async function compact(file: string, folder: string, records: Records): Promise<void> {
  const fresh = await open(`${file}.new`, 'w', 0o600);
  try {
    let lines: string[] = [];
    for (const entry of records.entries()) {
      lines.push(`${JSON.stringify(entry)}\n`);
      if (lines.length < LINES_PER_WRITE) continue;
      await fresh.writeFile(lines.join(''));
      lines = [];
    }
    await fresh.writeFile(lines.join(''));
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  await rename(`${file}.new`, file);

  // The new name itself must survive a power cut as well. Windows does not open folders, and needs no such thing.
  if (process.platform === 'win32') return;
  const parent = await open(folder, 'r');
  await parent.sync().finally(() => parent.close());
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(() => true, (error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return false;
    throw error;
  });
}
