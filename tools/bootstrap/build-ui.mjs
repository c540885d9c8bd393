import { join } from 'node:path';
import { readIfThere } from './packages.mjs';
import { ROOT, toolEnv } from './places.mjs';
import { describe, digest, save } from './stamps.mjs';
import { runStep } from './steps.mjs';

const STAMP = join(ROOT, 'dist/ui/.built');
const SOURCES = ['apps/ui', 'package.json'];

/** Builds the UI into `dist/ui`, where the API looks for it, when any of its sources differs from those of the last build. */
export async function buildUi() {
  const stamp = digest(SOURCES.flatMap((path) => describe(join(ROOT, path))));
  if (readIfThere(STAMP) === stamp) return;
  const args = [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'apps/ui/vite.config.ts', '--logLevel', 'warn'];
  await runStep({ title: 'Building the UI', log: 'vite', command: process.execPath, args, env: toolEnv() });
  save(STAMP, stamp);
}
