import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { migrationNames } from '../write-migrations.mjs';
import { readIfThere } from './packages.mjs';
import { ROOT, toolEnv } from './places.mjs';
import { describe, digest, save } from './stamps.mjs';
import { runStep } from './steps.mjs';

const SCHEMA = join(ROOT, 'prisma/schema.prisma');
const BUILD_STAMP = join(ROOT, 'dist/.built');
const SOURCES = ['apps', 'libs', 'test', 'prisma', 'prisma.config.ts', 'tsconfig.json', 'package.json'];
/** Built by another tool, into another folder. */
const ELSEWHERE = [join(ROOT, 'apps/ui')];

/** Arguments for Node that compile everything to `dist/`. */
export const COMPILE = [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false'];

/** Generates the Prisma client when the schema, the migrations or Prisma are not those that it was generated from. */
export async function generateClient() {
  if (!existsSync(SCHEMA)) return;
  const schema = readFileSync(SCHEMA, 'utf8');
  const version = JSON.parse(readFileSync(join(ROOT, 'node_modules/prisma/package.json'), 'utf8')).version;
  const stamp = digest([version, schema, ...migrationNames()]);
  // Beside the client, so that the two come and go together.
  const saved = resolve(dirname(SCHEMA), /^\s*output\s*=\s*"(.+)"/m.exec(schema)[1], '.generated');
  if (readIfThere(saved) === stamp) return;

  await runStep({
    title: 'Generating the database client',
    log: 'prisma-generate',
    command: process.execPath,
    args: ['tools/prisma.mjs', 'generate'],
    env: toolEnv(),
  });
  save(saved, stamp);
}

/** Compiles when any source differs from those of the last build that succeeded. */
export async function compile() {
  const stamp = sourceStamp();
  if (readIfThere(BUILD_STAMP) === stamp) return;
  await runStep({ title: 'Compiling', log: 'tsc', command: process.execPath, args: COMPILE, env: toolEnv() });
  saveBuilt(stamp);
}

/** Tells the sources of now from others. Take it before compiling, so that an edit made meanwhile is built the next time. */
export const sourceStamp = () => digest(SOURCES.flatMap((path) => describe(join(ROOT, path), ELSEWHERE)));

/** Notes that `dist/` was compiled from the sources with this stamp. */
export const saveBuilt = (stamp) => save(BUILD_STAMP, stamp);
