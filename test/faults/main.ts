import { FAULTS, TRIED_ELSEWHERE } from './catalogue/index.js';
import { print } from './run/print.js';
import { tryCrashPoints } from './long/crash-points.js';
import { measureOutage } from './long/outage.js';
import { measureRecovery } from './long/recovery.js';
import { soak } from './long/soak.js';
import { readCrashPointOptions, readBackends, readOutageOptions, readSoakOptions } from './long/options.js';
import { BadOption } from './run/read-options.js';
import { readRunOptions, runFaults } from './run/run-faults.js';

const LIST = [...FAULTS, ...TRIED_ELSEWHERE]
  .map((fault) => `  ${fault.id.padEnd(4)} ${fault.title}${'suites' in fault ? ` (tried in ${fault.suites.join(', ')})` : ''}`)
  .join('\n');

const HELP = `Usage: npm run faults -- [run|crash-points|soak|recovery|outage] [options]

  run        random histories of devices meet faults; then quiet, then every invariant is checked

    --seed N                 the first seed (default 1)
    --runs N                 histories for each fault, with the seeds from there on (default 8)
    --together N             histories that meet one strike of a fault together (default 8)
    --fault F1,F16           only these (default: all)
    --backend redis|postgres only this one (default: both, one after the other)
    --minutes T              begin nothing new after this (default: no end)

  crash-points  kills a worker before every message of a pass, one after the other, for accept, reject and decommission

    --cause accept,reject,decommission  only these
    --every N                every n-th message only (default 1)
    --backend redis|postgres

  soak       events that were acknowledged, under kills, flushes and hard stops of the database

    --events N               (default 100000)          --pace N       events a second at most (default 150)
    --kills N                of workers (default 200)   --devices N    (default 1000)
    --flushes N              of Redis (default 20)      --workers N    (default 2)
    --database-stops N       (default 10)              --seed N       (default 1)
    --backend redis|postgres (default redis)

  recovery   how long devices stand still after a kill, a flush, or a server that comes back; beside raw BullMQ

    --backend redis|postgres

  outage     a hub that answers nothing but 429, or 503, for a while

    --minutes N              (default 10)              --status 429,503
    --backend redis|postgres

A violation prints its seed, its fault, what was seen, and the command that replays it; the exit code is then 1.

The faults:
${LIST}
`;

const COMMANDS: Partial<Record<string, (args: string[]) => Promise<boolean>>> = {
  run: (args) => runFaults(readRunOptions(args), print),
  'crash-points': (args) => tryCrashPoints(readCrashPointOptions(args), print),
  soak: (args) => soak(readSoakOptions(args), print),
  recovery: (args) => measureRecovery(readBackends(args), print),
  outage: (args) => measureOutage(readOutageOptions(args), print),
};

const args = process.argv.slice(2);
const name = args[0]?.startsWith('-') === false ? args.shift()! : 'run';
const command = COMMANDS[name];
if (!command || args.includes('--help')) {
  print(HELP);
  process.exitCode = args.includes('--help') ? 0 : 2;
} else {
  try {
    process.exitCode = (await command(args)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
// The embedded PostgreSQL ends the process by itself when nothing is left to do, and forgets the exit code.
process.exit();
