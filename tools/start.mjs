/** `npm start`: everything in one process tree, nothing else needed. Installs and builds first when it has to. */
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';

await prepare({ build: true });
const main = join(ROOT, 'dist/apps/standalone/src/main.js');
process.exit(await handOver(process.execPath, ['--enable-source-maps', main, ...process.argv.slice(2)], toolEnv(), ROOT));
