import { parseArgs } from 'node:util';
import { BACKENDS, type Backend } from '../support/lockstep.js';
import { CATCH_UP_HELP, benchCatchUp } from './catch-up/catch-up.js';
import { BadOption, readCatchUpOptions } from './catch-up/options.js';
import { benchPipeline } from './pipeline.js';
import { benchRewrap } from './rewrap.js';
import { benchRollingRestart } from './rolling-restart.js';
import { benchSweep } from './sweep.js';
import { benchTwin } from './twin.js';

const HELP = `Usage: npm run bench -- pipeline|catch-up|twin|sweep|rewrap|rolling-restart [options]

  pipeline   events a second from webhook to settled pass, beside BullMQ alone on the same backend
  twin       reading a twin through us beside the same read straight from the hub; the device list at two sizes
  sweep      comparing a whole fleet in sync with its hub, beside what the hub's query budget allows
  rewrap     stored secrets a second that get another encryption key, beside sealing alone
  rolling-restart  two API processes behind a balancer and two workers, restarted one after the other while senders go on

    --backend redis|postgres only this one (default: both, one after the other)
    --devices N              devices a round (default 1000; of sweep 100000)
    --units N                units of S3 that sweep may take the hub for (default 5)
    --rounds N               rounds (default 5; of rewrap 3, of rolling-restart 100)
    --records N              records of rewrap (default 100000)

${CATCH_UP_HELP}
A gate that is missed ends with the exit code 1, a word that is not understood with 2.
`;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function pipeline(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { backend: { type: 'string' }, devices: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '5' } },
  });
  const backends = BACKENDS.filter((backend): backend is Backend => !values.backend || backend === values.backend);
  await benchPipeline({ backends, devices: Number(values.devices), rounds: Number(values.rounds) }, print);
}

async function catchUp(args: string[]): Promise<void> {
  if (!(await benchCatchUp(readCatchUpOptions(args), print))) process.exitCode = 1;
}

async function rewrap(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { records: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '3' } } });
  if (!(await benchRewrap({ records: Number(values.records), rounds: Number(values.rounds) }, print))) process.exitCode = 1;
}

async function sweep(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { backend: { type: 'string', default: 'redis' }, devices: { type: 'string', default: '100000' }, units: { type: 'string', default: '5' } } });
  for (const backend of BACKENDS.filter((one) => one === values.backend)) {
    if (!(await benchSweep({ backend, devices: Number(values.devices), units: Number(values.units) }, print))) process.exitCode = 1;
  }
}

async function restart(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { backend: { type: 'string' }, rounds: { type: 'string', default: '100' } } });
  const backends = BACKENDS.filter((backend): backend is Backend => !values.backend || backend === values.backend);
  if (!(await benchRollingRestart({ backends, rounds: Number(values.rounds) }, print))) process.exitCode = 1;
}

const BENCHES: Partial<Record<string, (args: string[]) => Promise<void>>> = { pipeline, 'catch-up': catchUp, rewrap, 'rolling-restart': restart, sweep, twin: () => benchTwin(print) };

const [name = '', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench || args.includes('--help')) {
  print(HELP);
  process.exitCode = [name, ...args].includes('--help') ? 0 : 2;
} else {
  try {
    await bench(args);
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
// The embedded PostgreSQL ends the process by itself when nothing is left to do, and forgets the exit code.
process.exit();
