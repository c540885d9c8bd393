import { parseArgs } from 'node:util';
import { BACKENDS, type Backend } from '../support/lockstep.js';
import { benchPipeline } from './pipeline.js';
import { benchTwin } from './twin.js';

const HELP = `Usage: npm run bench -- pipeline [options]
       npm run bench -- twin

  pipeline   events a second from webhook to settled pass, beside BullMQ alone on the same backend
  twin       reading a twin through us beside the same read straight from the hub; the device list at two sizes

  --backend redis|postgres   only this one (default: both, one after the other)
  --devices N                devices a round (default 1000)
  --rounds N                 rounds (default 5)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' }, backend: { type: 'string' }, devices: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '5' } },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);

if (positionals[0] === 'twin' && !values.help) {
  await benchTwin(print);
} else if (values.help || positionals[0] !== 'pipeline') {
  print(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const backends = BACKENDS.filter((backend): backend is Backend => !values.backend || backend === values.backend);
  await benchPipeline({ backends, devices: Number(values.devices), rounds: Number(values.rounds) }, print);
}
