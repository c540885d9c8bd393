import type { Backend } from '../../support/lockstep.js';
import type { CatchUpOptions } from './options.js';
import { howMany, printScenario, type Print } from './pace.js';
import { runScenario } from './run-scenario.js';
import { GATES, atMost, type Verdict } from './verdict.js';
import { finePercent, whole } from './words.js';

const FOREIGN = 0.5;

/** Another client uses half of the limit from the start to the end; the workers are not told. Half of the backlog, so it takes as long. */
export async function benchForeign(options: CatchUpOptions, backend: Backend, print: Print): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const roundTripMs = options.roundTrips[0]!;
  for (const workers of options.workers) {
    const of = `beside another client, ${backend}, ${howMany(workers)}, ${roundTripMs} ms`;
    const result = await runScenario({ ...options, devices: Math.ceil(options.devices * FOREIGN), backend, workers, roundTripMs, foreign: FOREIGN });
    printScenario(`${of} (what is allowed is the rest)`, result, print);
    verdicts.push(atMost(`${of}: devices left behind`, result.accepts.left, 0, whole));
    verdicts.push(atMost(`${of}: operations refused`, result.accepts.refusedShare, GATES.refusedBesideForeign, finePercent));
  }
  return verdicts;
}
