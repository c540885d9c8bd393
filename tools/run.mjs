/** `node tools/run.mjs NAME …`: runs the app of that name, with the arguments that follow. Installs and builds first when it has to. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { ROOT, toolEnv } from './bootstrap/places.mjs';

const apps = readdirSync(join(ROOT, 'apps')).filter((name) => existsSync(join(ROOT, 'apps', name, 'src/main.ts')));
const [name, ...args] = process.argv.slice(2);
if (!apps.includes(name)) {
  process.stderr.write(`${name ? `There is no app ${name}` : 'No app is named'}. The apps are: ${apps.join(', ')}.\n`);
  process.exit(2);
}

await prepare({ build: true });
const main = join(ROOT, 'dist/apps', name, 'src/main.js');
process.exit(await handOver(process.execPath, ['--enable-source-maps', main, ...args], toolEnv()));
