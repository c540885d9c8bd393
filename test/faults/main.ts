import { FAULTS, TRIED_ELSEWHERE } from './catalogue/index.js';
import { print } from './run/print.js';
import { readRunOptions, runFaults, BadOption } from './run/run-faults.js';

const LIST = [...FAULTS, ...TRIED_ELSEWHERE]
  .map((fault) => `  ${fault.id.padEnd(4)} ${fault.title}${'suites' in fault ? ` (tried in ${fault.suites.join(', ')})` : ''}`)
  .join('\n');

const HELP = `Usage: npm run faults -- [run] [options]

  run        random histories of devices meet faults; then quiet, then every invariant is checked

    --seed N                 the first seed (default 1)
    --runs N                 histories for each fault, with the seeds from there on (default 8)
    --together N             histories that meet one strike of a fault together (default 8)
    --fault F1,F16           only these (default: all)
    --backend redis|postgres only this one (default: both, one after the other)
    --minutes T              begin nothing new after this (default: no end)

A violation prints its seed, its fault, what was seen, and the command that replays it; the exit code is then 1.

The faults:
${LIST}
`;

const COMMANDS: Partial<Record<string, (args: string[]) => Promise<boolean>>> = {
  run: async (args) => runFaults(readRunOptions(args), print),
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
