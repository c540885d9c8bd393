import { parseArgs } from 'node:util';
import { BACKENDS, type Backend } from '../../support/lockstep.js';

export const PARTS = ['pace', 'baselines', 'linear', 'memory', 'foreign'] as const;
export type Part = (typeof PARTS)[number];

export interface CatchUpOptions {
  parts: readonly Part[];
  backends: readonly Backend[];
  /** The backlog of each scenario, and the largest one. */
  devices: number;
  /** Round trips to the hub, real ms. */
  roundTrips: readonly number[];
  /** Worker processes. */
  workers: readonly number[];
  /** Hub minutes in a real one; a whole number, because it is told to the worker as units. */
  scale: number;
  /** How long a baseline or a look at the memory lasts, real seconds. */
  seconds: number;
  /** Where the workers leave their CPU profiles; null for none. */
  profile: string | null;
}

/** Words that cannot be followed; the message says which and what is possible. */
export class BadOption extends Error {
  override readonly name = 'BadOption';
}

export const CATCH_UP_OPTIONS = {
  only: { type: 'string', default: PARTS.join(',') },
  backend: { type: 'string', default: 'redis' },
  devices: { type: 'string', default: '100000' },
  rtt: { type: 'string', default: '5,50,200' },
  workers: { type: 'string', default: '1,4' },
  scale: { type: 'string', default: '4' },
  seconds: { type: 'string', default: '60' },
  profile: { type: 'string' },
} as const;

/** Throws BadOption. */
export function readCatchUpOptions(args: readonly string[]): CatchUpOptions {
  const values = parse(args);
  return {
    parts: listOf('only', values.only, PARTS),
    backends: listOf('backend', values.backend, BACKENDS),
    devices: numberOf('devices', values.devices, { least: 100, most: 1_000_000 }),
    roundTrips: values.rtt.split(',').map((text) => numberOf('rtt', text, { least: 0, most: 60_000 })),
    workers: values.workers.split(',').map((text) => numberOf('workers', text, { least: 1, most: 64 })),
    scale: numberOf('scale', values.scale, { least: 1, most: 200 }),
    seconds: numberOf('seconds', values.seconds, { least: 1, most: 3_600 }),
    profile: values.profile ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: CATCH_UP_OPTIONS }).values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
}

function listOf<Word extends string>(option: string, text: string, possible: readonly Word[]): Word[] {
  const words = text.split(',');
  const wrong = words.find((word) => !possible.some((known) => known === word));
  if (wrong !== undefined) throw new BadOption(`--${option} ${wrong}: write one or more of ${possible.join(', ')}, divided by commas`);
  return possible.filter((word) => words.includes(word));
}

function numberOf(option: string, text: string, { least, most }: { least: number; most: number }): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new BadOption(`--${option} ${text}: write a whole number from ${least} to ${most}`);
}
