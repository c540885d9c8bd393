import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotStart } from './cannot-start.js';
import { isRunning, type KnownProcess } from './look-at-process.js';
import { mainOf, shown, type Home } from './places.js';
import { writePrivateFile } from './write-private-file.js';

const Known = z.object({ pid: z.int().positive(), command: z.string().min(1) });
const Content = z.object({ owner: Known, programs: z.array(Known) });
type Content = z.infer<typeof Content>;

/** Says that this home is ours. It also names what we started, for the run after us in case we are killed. */
export interface Lock {
  /** What the run before us started, if it was killed. Some of it may still be at work. */
  leftBehind: readonly KnownProcess[];
  note(program: KnownProcess): void;
  release(): void;
}

/** Takes the home for us; a lock whose owner is gone is taken over. Throws CannotStart when somebody else runs on it. */
export async function takeLock(home: Home): Promise<Lock> {
  const owner = { pid: process.pid, command: mainOf('standalone') };
  let leftBehind: KnownProcess[] = [];
  while (!created(home.lock, { owner, programs: [] })) {
    const found = read(home.lock);
    if (found && (await isRunning(found.owner))) {
      throw new CannotStart(`Lockstep runs on ${shown(home.folder)} already, as process ${found.owner.pid}. Stop it, or set LOCKSTEP_HOME to another folder.`);
    }
    leftBehind = found?.programs ?? [];
    rmSync(home.lock, { force: true });
  }

  const programs: KnownProcess[] = [];
  return {
    leftBehind,
    note: (program) => {
      programs.push(program);
      writePrivateFile(home.lock, text({ owner, programs }));
    },
    release: () => rmSync(home.lock, { force: true }),
  };
}

/** Linked into its place, so that it is there with its content or not at all. False when there is one. */
function created(file: string, content: Content): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text(content), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Null when it is gone again, or no lock of ours. */
function read(file: string): Content | null {
  try {
    return Content.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const text = (content: Content): string => `${JSON.stringify(content, null, 2)}\n`;
