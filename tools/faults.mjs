/** `npm run faults -- …`: runs the fault suite, or a part of it that takes long. Installs and builds first when it has to. */
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';

await prepare({ build: true });
process.exit(await handOver(process.execPath, ['--enable-source-maps', join(ROOT, 'dist/test/faults/main.js'), ...process.argv.slice(2)], toolEnv(), ROOT));
