import { BACKENDS, type Backend } from '../../support/lockstep.js';
import { FAULTS } from '../catalogue/index.js';
import type { Fault } from '../catalogue/fault.js';
import { Chance } from '../model/chance.js';
import { FaultStack } from '../stack/fault-stack.js';
import { duration, type Print } from './print.js';
import { listOf, numberOf, parse } from './read-options.js';
import { runBatch, type BatchReport } from './run-batch.js';

/** A stack that has lived through so many batches is replaced, so that a night does not end slower than it began. */
const BATCHES_A_STACK = 200;

export interface RunOptions {
  seed: number;
  runs: number;
  together: number;
  faults: readonly Fault[];
  backends: readonly Backend[];
  minutes: number;
}

const OPTIONS = {
  seed: { type: 'string', default: '1' },
  runs: { type: 'string', default: '8' },
  together: { type: 'string', default: '8' },
  fault: { type: 'string', default: FAULTS.map(({ id }) => id).join(',') },
  backend: { type: 'string', default: BACKENDS.join(',') },
  minutes: { type: 'string', default: 'Infinity' },
} as const;

/** Throws BadOption. */
export function readRunOptions(args: readonly string[]): RunOptions {
  const values = parse(args, OPTIONS);
  return {
    seed: numberOf('seed', values.seed),
    runs: numberOf('runs', values.runs),
    together: numberOf('together', values.together),
    faults: listOf('fault', values.fault, FAULTS, ({ id }) => id),
    backends: listOf('backend', values.backend, BACKENDS, String),
    minutes: values.minutes === 'Infinity' ? Infinity : numberOf('minutes', values.minutes),
  };
}

/** Runs every fault with every seed on every backend; answers whether no invariant was violated. */
export async function runFaults(options: RunOptions, print: Print): Promise<boolean> {
  const began = performance.now();
  const isOver = (): boolean => performance.now() - began > options.minutes * 60_000;
  const reports: BatchReport[] = [];
  for (const backend of options.backends) reports.push(...(await runOn(backend, options, { print, isOver })));
  const failed = reports.filter(({ violations }) => violations.length > 0);
  const runs = reports.reduce((sum, { seeds }) => sum + seeds.length, 0);
  const seconds = (performance.now() - began) / 1_000;
  print(`${runs} runs of ${options.faults.length} faults in ${duration(seconds * 1_000)}, ${(seconds / Math.max(1, runs)).toFixed(2)} s each; ${failed.length === 0 ? 'no violation' : `${failed.length} batches with violations`}`);
  return failed.length === 0 && runs > 0;
}

async function runOn(backend: Backend, options: RunOptions, { print, isOver }: { print: Print; isOver: () => boolean }): Promise<BatchReport[]> {
  const batches = batchesOf(options, backend);
  const reports: BatchReport[] = [];
  const began = performance.now();
  let stack: FaultStack | null = null;
  try {
    for (const [index, batch] of batches.entries()) {
      if (isOver()) break;
      if (stack && index % BATCHES_A_STACK === 0) {
        await stack.stop();
        stack = null;
      }
      stack ??= await FaultStack.start({ backend, chance: new Chance(options.seed).fork('stack') });
      const report = await runBatch(stack, { ...batch, name: `b${index}` });
      reports.push(report);
      const left = ((performance.now() - began) / (index + 1)) * (batches.length - index - 1);
      print(lineOf(report, backend, left));
      if (report.violations.length > 0) print(storyOf(report, backend, stack.takeOutput()));
    }
  } finally {
    await stack?.stop();
  }
  return reports;
}

function batchesOf({ seed, runs, together, faults }: RunOptions, backend: Backend): { fault: Fault; seeds: number[] }[] {
  const seeds = Array.from({ length: runs }, (_, index) => seed + index);
  const slices = Array.from({ length: Math.ceil(runs / together) }, (_, index) => seeds.slice(index * together, (index + 1) * together));
  return slices.flatMap((slice) => faults.filter(({ backends }) => !backends || backends.includes(backend)).map((fault) => ({ fault, seeds: slice })));
}

const lineOf = ({ fault, seeds, violations, seconds, recoveredMs }: BatchReport, backend: Backend, leftMs: number): string => {
  const verdict = violations.length === 0 ? 'ok' : `${violations.length} VIOLATIONS`;
  const rest = recoveredMs === null ? 'no rest' : `rest after ${(recoveredMs / 1_000).toFixed(1)} s`;
  return `${fault.padEnd(4)} ${backend.padEnd(8)} seeds ${seeds[0]} to ${seeds.at(-1)}: ${verdict}, ${rest}, took ${seconds.toFixed(1)} s; about ${duration(leftMs)} left on ${backend}`;
};

/** What somebody needs who looks for the cause. */
export function storyOf({ fault, seeds, violations, details }: BatchReport, backend: Backend, output: string): string {
  const warnings = output.split('\n').filter((line) => /"level":[456]0/.test(line)).slice(-20);
  return [
    ...violations.map(({ invariant, what }) => `  ${invariant.id} ${invariant.sentence}\n      ${what}`),
    details,
    'Last warnings:',
    ...warnings,
    `Replay: npm run faults -- --seed ${seeds[0]} --runs ${seeds.length} --together ${seeds.length} --fault ${fault} --backend ${backend}`,
  ].join('\n');
}
