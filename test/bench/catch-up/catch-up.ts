import { availableParallelism, loadavg } from 'node:os';
import type { Backend } from '../../support/lockstep.js';
import { benchBaselines } from './baselines.js';
import { benchForeign } from './foreign.js';
import { benchLinear } from './linear.js';
import { benchMemory } from './memory.js';
import type { CatchUpOptions, Part } from './options.js';
import { benchPace, type Print } from './pace.js';
import type { Verdict } from './verdict.js';
import { verdictTable } from './words.js';

export const CATCH_UP_HELP = `  catch-up   a backlog of accepted devices against a hub with limits (S3, one unit): pace, cost, memory, and others beside it

    --only PARTS             one or more of these, divided by commas (default: all)
                               pace       the backlog at every round trip with every number of workers
                               baselines  beside a script on the plain SDK and iot-manager's algorithm, in real time
                               linear     a hundredth, a tenth and all of the devices on a hub without limits
                               memory     a worker at a backlog that stays at 1000, and at all of the devices
                               foreign    half of the devices while another client uses half of the limit
    --backend redis,postgres where the queues live (default redis)
    --devices N              the largest backlog (default 100000)
    --rtt MS,MS              round trips to the hub, real milliseconds (default 5,50,200); linear, memory and foreign take the first
    --workers N,N            worker processes (default 1,4)
    --scale N                hub minutes in a real one (default 4); 100000 devices take 20 minutes divided by this
    --seconds N              how long a baseline and a look at the memory last (default 60)
    --profile FOLDER         workers leave their CPU profiles there
`;

const PARTS: Record<Part, (options: CatchUpOptions, backend: Backend, print: Print) => Promise<readonly Verdict[]>> = {
  pace: benchPace,
  baselines: benchBaselines,
  linear: benchLinear,
  memory: benchMemory,
  foreign: benchForeign,
};

/** Runs the parts one after the other. Answers whether every gate was passed. */
export async function benchCatchUp(options: CatchUpOptions, print: Print): Promise<boolean> {
  const verdicts: Verdict[] = [];
  for (const line of circumstances(options)) print(line);
  for (const backend of options.backends) {
    for (const part of options.parts) {
      verdicts.push(...(await PARTS[part](options, backend, print)));
      print(`(${part} done, load ${loadavg()[0]!.toFixed(1)})`);
    }
  }
  if (verdicts.length > 0) for (const line of verdictTable(verdicts)) print(line);
  return verdicts.every(({ passed }) => passed);
}

const circumstances = ({ devices, scale }: CatchUpOptions): string[] => [
  `${devices} devices; the hub is an S3 with one unit, 5000 registry operations a minute, and its minute lasts ${(60 / scale).toFixed(1)} s. Round trips are in real time.`,
  'No fleet manager is connected: what is measured is the way from the backlog to the hub. PostgreSQL syncs every commit, Redis its log every second.',
  `Servers, emulator and workers share ${availableParallelism()} cores.`,
];
