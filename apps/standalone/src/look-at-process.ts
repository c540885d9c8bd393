import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const LOOK_EVERY_MS = 50;

/** A process as we met it. The number alone says little: after a restart of the machine it belongs to another. */
export interface KnownProcess {
  pid: number;
  /** A part of its command line. */
  command: string;
}

/** The command line of a process; empty when it is gone, or dead and not yet buried. */
export async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}

/** Whether it is still that process, and still runs. */
export const isRunning = async ({ pid, command }: KnownProcess): Promise<boolean> => pid !== process.pid && (await commandOf(pid)).includes(command);

/** Answers true as soon as it is gone, false when it still runs after `withinMs`. */
export const isGoneWithin = (known: KnownProcess, withinMs: number): Promise<boolean> => isTrueWithin(withinMs, async () => !(await isRunning(known)));

/** Answers true as soon as nobody has this number, false when somebody still has it after `withinMs`. */
export const isFreeWithin = (pid: number, withinMs: number): Promise<boolean> => isTrueWithin(withinMs, () => Promise.resolve(isFree(pid)));

function isFree(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function isTrueWithin(withinMs: number, look: () => Promise<boolean>): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (!(await look())) {
    if (Date.now() > until) return false;
    await pause(LOOK_EVERY_MS);
  }
  return true;
}

/** Sends the signals one after the other, each after the one before had `eachMs`. Answers whether it is gone. */
export async function endProcess(known: KnownProcess, signals: readonly NodeJS.Signals[], eachMs: number): Promise<boolean> {
  for (const signal of signals) {
    if (!(await isRunning(known))) return true;
    process.kill(known.pid, signal);
    if (await isGoneWithin(known, eachMs)) return true;
  }
  return false;
}
