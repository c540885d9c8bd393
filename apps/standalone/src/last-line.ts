import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 4_096;
const LONGEST = 300;

/** The last line that was written to a log after position `from`, shortened; empty when there is none. */
export function lastLineOf(file: string, from: number): string {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const start = Math.max(from, size - TAIL_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(handle, bytes, 0, bytes.length, start);
    return bytes.toString('utf8').trimEnd().split('\n').at(-1)!.trim().slice(0, LONGEST);
  } finally {
    closeSync(handle);
  }
}
