import { readFileSync, rmSync } from 'node:fs';
import { CannotStart } from '../cannot-start.js';
import { commandOf, endProcess, isFreeWithin } from '../look-at-process.js';
import { shown, type Home } from '../places.js';

/** PostgreSQL's words for: end the clients and stop; stop as if the power failed; and what nobody survives. */
const SIGNALS = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
const EACH_MS = 10_000;
/** A dead process keeps its number until its parent has taken note, which some first processes of containers never do. */
const BURIED_WITHIN_MS = 1_000;

/** The first line of postmaster.pid, or null. Source: PostgreSQL, "Database File Layout". */
export function readPostmaster(dataFolder: string): { pid: number; status: string } | null {
  try {
    const lines = readFileSync(`${dataFolder}/postmaster.pid`, 'utf8').split('\n');
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

/**
 * Stops a PostgreSQL that outlived the run which started it: nothing tells it that we were killed. Where only its file is
 * left and the number in it belongs to somebody else by now, the file goes, since PostgreSQL would not start.
 */
export async function clearLeftOver(home: Home): Promise<void> {
  const found = readPostmaster(home.postgres);
  if (!found) return;
  const command = await commandOf(found.pid);
  const ours = { pid: found.pid, command: `-D ${home.postgres}` };
  if (command.includes('postgres') && !(command.includes(ours.command) && (await endProcess(ours, SIGNALS, EACH_MS)))) {
    throw new CannotStart(`Another PostgreSQL (process ${found.pid}) runs on ${shown(home.postgres)}. Stop it, or set LOCKSTEP_HOME to another folder.`);
  }
  // A number that nobody has is left to PostgreSQL, which then sees to it that no part of the old one is at work.
  if (!(await isFreeWithin(found.pid, BURIED_WITHIN_MS))) rmSync(`${home.postgres}/postmaster.pid`, { force: true });
}
