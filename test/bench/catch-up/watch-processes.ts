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

/** A process that ended in between has nothing to show any more. */
const workOf = async (pid: number): Promise<number> => readFile(`/proc/${pid}/stat`, 'utf8').then(readWork, () => 0);

const workOfAll = async (pids: readonly number[]): Promise<number> => (await Promise.all(pids.map(workOf))).reduce((sum, one) => sum + one, 0);

/** Seconds that all cores together have worked and could have worked. */
function machine(): { worked: number; possible: number } {
  const all = cpus().map(({ times }) => times);
  const idle = all.reduce((sum, times) => sum + times.idle, 0);
  const possible = all.reduce((sum, times) => sum + Object.values(times).reduce((one, other) => one + other, 0), 0);
  return { worked: possible - idle, possible };
}

/** Processes by what they are for; asked anew at each look, because a server starts and ends some of its own. */
export type Groups<Name extends string> = Record<Name, () => Promise<readonly number[]> | readonly number[]>;

/** Cores that each group kept busy, on average, and the part of the whole machine that was busy, whoever used it. */
export type Effort<Name extends string> = Record<Name | 'machine', number>;

/** Starts to measure what processes work; ask for the effort before they end. */
export async function watchEffort<Name extends string>(groups: Groups<Name>): Promise<() => Promise<Effort<Name>>> {
  const names = Object.keys(groups) as Name[];
  const look = async (): Promise<number[]> => Promise.all(names.map(async (name) => workOfAll(await groups[name]())));
  const [before, machineBefore, since] = [await look(), machine(), performance.now()];
  return async () => {
    const [now, machineNow, elapsed] = [await look(), machine(), (performance.now() - since) / 1000];
    const cores = names.map((name, at): [string, number] => [name, (now[at]! - before[at]!) / elapsed]);
    const busy = (machineNow.worked - machineBefore.worked) / (machineNow.possible - machineBefore.possible);
    return { ...Object.fromEntries(cores), machine: busy } as Effort<Name>;
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
