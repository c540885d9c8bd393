/** `npm run mutation -- AREA …`: changes the code in small ways and sees whether the specs notice. Installs first when it has to. */
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';
import { AREAS, LEAST_SCORE } from './mutation/areas.mjs';

const HELP = `Usage: npm run mutation -- [AREA …]

Changes the code of an area in small ways, one at a time, and sees whether its specs notice. All areas without a name: ${Object.keys(AREAS).join(', ')}.
It takes some minutes for each. An area of which less than ${LEAST_SCORE} % was noticed ends with the exit code 1. The reports are in artifacts/mutation.
`;

const named = process.argv.slice(2);
if (named.includes('--help')) {
  process.stdout.write(HELP);
  process.exit(0);
}
const unknown = named.find((name) => !(name in AREAS));
if (unknown !== undefined) {
  process.stderr.write(`There is no area ${unknown}. The areas are: ${Object.keys(AREAS).join(', ')}.\n`);
  process.exit(2);
}

await prepare();
let code = 0;
for (const area of named.length > 0 ? named : Object.keys(AREAS)) {
  const ended = await handOver(process.execPath, [join(ROOT, 'tools/mutation/main.mjs'), area], toolEnv(), ROOT);
  // A signal ends the whole run.
  if (ended > 128) process.exit(ended);
  code ||= ended;
}
process.exit(code);
