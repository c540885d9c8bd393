/** The journal holds something that this program did not write, or lost something in its middle. */
export class JournalIsDamaged extends Error {
  constructor(file: string, line: number, options?: ErrorOptions) {
    super(`Line ${line} of ${file} cannot be read. Restore the file from a copy, or move it away to start with an empty fleet.`, options);
    this.name = 'JournalIsDamaged';
  }
}

/** The lines of a text that arrives in pieces. Only a line feed ends a line: readline would also split at U+2028, which JSON allows. */
export async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/**
 * The entries of a journal, in order. A last line that cannot be read is left out: the process was stopped while writing it,
 * so nobody was told that it was kept. Any other unreadable line throws JournalIsDamaged.
 */
export async function* readJournal(lines: AsyncIterable<string>, file: string): AsyncGenerator<unknown> {
  let number = 0;
  let torn: { line: number; cause: unknown } | undefined;

  for await (const line of lines) {
    number += 1;
    if (line === '') continue;
    if (torn) throw new JournalIsDamaged(file, torn.line, { cause: torn.cause });

    let entry: unknown;
    try {
      entry = JSON.parse(line);
    } catch (cause) {
      torn = { line: number, cause };
      continue;
    }
    yield entry;
  }
}
