import { BACKENDS, type Backend } from '../../support/lockstep.js';
import { listOf, numberOf, parse } from '../run/read-options.js';
import { CAUSES, type CrashPointOptions } from './crash-points.js';
import type { OutageOptions } from './outage.js';
import type { SoakOptions } from './soak.js';

const BOTH = { type: 'string', default: BACKENDS.join(',') } as const;
const text = (usual: number | string) => ({ type: 'string', default: String(usual) }) as const;

const backendsIn = (value: string): Backend[] => listOf('backend', value, BACKENDS, String);

/** Throws BadOption, as all of these. */
export const readBackends = (args: readonly string[]): Backend[] => backendsIn(parse(args, { backend: BOTH }).backend);

export function readCrashPointOptions(args: readonly string[]): CrashPointOptions {
  const { backend, cause, every } = parse(args, { backend: BOTH, cause: text(CAUSES.map((one) => one.cause).join(',')), every: text(1) });
  return { backends: backendsIn(backend), causes: listOf('cause', cause, CAUSES, (one) => one.cause), every: numberOf('every', every) };
}

export function readSoakOptions(args: readonly string[]): SoakOptions {
  const options = {
    backend: text('redis'), events: text(100_000), devices: text(1_000), pace: text(150), workers: text(2), seed: text(1),
    kills: text(200), flushes: text(20), 'database-stops': text(10),
  };
  const values = parse(args, options);
  const of = (name: keyof typeof options, least = 1): number => numberOf(name, values[name], least);
  return {
    backend: backendsIn(values.backend)[0]!,
    events: of('events'),
    devices: of('devices'),
    pace: of('pace'),
    workers: of('workers'),
    seed: of('seed'),
    counts: { kill: of('kills', 0), flush: of('flushes', 0), 'database-stop': of('database-stops', 0) },
  };
}

export function readOutageOptions(args: readonly string[]): OutageOptions {
  const { backend, minutes, status } = parse(args, { backend: BOTH, minutes: text(10), status: text('429,503') });
  return { backends: backendsIn(backend), minutes: numberOf('minutes', minutes), statuses: listOf('status', status, [429, 503], String) };
}
