import { runScenario, type CatchUp, type ScenarioResult } from './run-scenario.js';
import type { CatchUpOptions } from './options.js';
import type { Backend } from '../../support/lockstep.js';
import { GATES, atLeast, atMost, type Verdict } from './verdict.js';
import { finePercent, megabytes, percent, seconds, times, twoPlaces, whole } from './words.js';

export type Print = (line: string) => void;

/** The whole backlog at every round trip, with every number of workers. */
export async function benchPace(options: CatchUpOptions, backend: Backend, print: Print): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const workers of options.workers) {
    for (const roundTripMs of options.roundTrips) {
      const of = `pace, ${backend}, ${howMany(workers)}, ${roundTripMs} ms`;
      const result = await runScenario({ ...options, backend, workers, roundTripMs });
      printScenario(of, result, print);
      verdicts.push(...judgePace(of, result.accepts));
    }
  }
  return verdicts;
}

export function judgePace(of: string, { shares, refused, perDevice, left }: CatchUp): Verdict[] {
  return [
    atMost(`${of}: devices left behind`, left, 0, whole),
    atLeast(`${of}: lowest minute`, shares.lowest, GATES.lowestShare, percent),
    atMost(`${of}: operations refused`, refused, GATES.refused, whole),
    atMost(`${of}: operations a device`, perDevice, GATES.operationsPerDevice, twoPlaces),
  ];
}

export const howMany = (workers: number): string => (workers === 1 ? '1 worker' : `${workers} workers`);

/** Everything that a scenario tells, in one line. */
export function printScenario(of: string, { accepts, told }: ScenarioResult, print: Print): void {
  const { shares, effort, memory, storedBefore, storedAfter } = accepts;
  const parts = [
    `${percent(shares.lowest)} at the least, ${percent(shares.mean)} on average, ${percent(shares.highest)} at the most of what is allowed, over ${shares.minutes} hub minutes`,
    `${whole(accepts.refused)} refused (${finePercent(accepts.refusedShare)}), ${whole(accepts.heldBack)} requests held back by the hub`,
    `${twoPlaces(accepts.perDevice)} operations a device (${accepts.used} in all)`,
    `${seconds(accepts.seconds)} = ${times(accepts.byLeastTime)} of the least possible${accepts.left > 0 ? `, ${accepts.left} devices left behind` : ''}`,
    `cores: workers ${twoPlaces(effort.workers)}, PostgreSQL and Redis ${twoPlaces(effort.stores)}, hub emulator ${twoPlaces(effort.hub)}, the machine ${percent(effort.machine)} busy`,
    `the largest worker ${megabytes(memory.peak)} at its peak and ${megabytes(memory.steady)} steady`,
    ...(storedAfter.redis === null ? [] : [`Redis ${megabytes(storedBefore.redis ?? NaN)} -> ${megabytes(storedAfter.redis)}`]),
    `PostgreSQL ${megabytes(storedBefore.postgres)} -> ${megabytes(storedAfter.postgres)}`,
    ...(told ? [] : ['the workers could not be told what the hub allows']),
  ];
  print(`${of}: ${parts.join('; ')}.`);
}
