/** `npm run bench -- NAME …`: runs a bench from test/bench. Installs and builds first when it has to. */
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';

await prepare({ build: true });
process.exit(await handOver(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/test/bench/main.js'), ...process.argv.slice(2)], toolEnv(), ROOT));
