import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { spreadOf } from '../figures.js';

/** What Linux has for a clock tick of a process, everywhere that Node runs. Source: proc(5), sysconf(_SC_CLK_TCK). */
const TICKS_A_SECOND = 100;

/** Memory of a process that is in use, in bytes. `text` is /proc/PID/status. Source: proc(5), VmRSS. */
export function readMemory(text: string): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(text) ?? [];
  if (kilobytes === undefined) throw new Error('There is no VmRSS in the status of the process; it has ended, or this is not Linux.');
  return Number(kilobytes) * 1024;
}

/** Time that a process has worked, in seconds. `text` is /proc/PID/stat. Source: proc(5): utime and stime are fields 14 and 15. */
export function readWork(text: string): number {
  // The name, in brackets, may hold blanks and brackets itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

export const memoryOf = async (pid: number): Promise<number> => readMemory(await readFile(`/proc/${pid}/status`, 'utf8'));

const workOf = async (pid: number): Promise<number> => readWork(await readFile(`/proc/${pid}/stat`, 'utf8'));

/** Seconds that all cores together have worked and could have worked. */
function machine(): { worked: number; possible: number } {
  const all = cpus().map(({ times }) => times);
  const idle = all.reduce((sum, times) => sum + times.idle, 0);
  const possible = all.reduce((sum, times) => sum + Object.values(times).reduce((one, other) => one + other, 0), 0);
  return { worked: possible - idle, possible };
}

export interface Effort {
  /** Cores that the processes kept busy together, on average. */
  cores: number;
  /** What was worked on the whole machine, 1 for all cores. */
  machine: number;
}

/** Starts to measure what the processes work; ask for the effort before they end. */
export async function watchEffort(pids: readonly number[]): Promise<() => Promise<Effort>> {
  const work = async (): Promise<number> => (await Promise.all(pids.map(workOf))).reduce((sum, one) => sum + one, 0);
  const [before, machineBefore, since] = [await work(), machine(), performance.now()];
  return async () => {
    const now = machine();
    const cores = ((await work()) - before) / ((performance.now() - since) / 1000);
    return { cores, machine: (now.worked - machineBefore.worked) / (now.possible - machineBefore.possible) };
  };
}

/** Memory of the largest of some processes, in bytes: the most at any time, and the middle of the later half. */
export interface Memory {
  peak: number;
  steady: number;
}

export function memoryIn(samples: readonly number[]): Memory {
  if (samples.length === 0) return { peak: NaN, steady: NaN };
  return { peak: Math.max(...samples), steady: spreadOf(samples.slice(Math.floor(samples.length / 2))).median };
}
