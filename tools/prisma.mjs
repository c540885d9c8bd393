/**
 * Runs the Prisma CLI: `node tools/prisma.mjs generate | migrate deploy | migrate dev --name x | …`.
 * Where the native schema engine is missing, the one in `tools/schema-engine.mjs` takes its place. No calls home.
 */
import { accessSync, chmodSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, toolEnv } from './bootstrap/places.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { writeMigrations } from './write-migrations.mjs';

/** `migrate diff` compares what it is given, which need not be a database. */
const needsDatabase = ([command, verb, ...rest]) =>
  (command === 'migrate' || command === 'db') && verb !== 'diff' && ![command, verb, ...rest].some((word) => word === '--help' || word === '-h');

const hasNativeEngine = () =>
  readdirSync(join(ROOT, 'node_modules/@prisma/engines')).some((file) => /^schema-engine-(?!.*\.(gz|sha256|tmp)$)/.test(file));

function engineEnv() {
  // Windows starts no scripts as programs; there Prisma has to fetch its own.
  if (process.env.PRISMA_SCHEMA_ENGINE_BINARY || hasNativeEngine() || process.platform === 'win32') return {};
  const engine = join(ROOT, 'tools/schema-engine.mjs');
  makeExecutable(engine);
  return { PRISMA_SCHEMA_ENGINE_BINARY: engine };
}

/** An archive may have lost the permission. */
function makeExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

const args = process.argv.slice(2);
if (needsDatabase(args) && !process.env.DATABASE_URL) {
  process.stderr.write(`DATABASE_URL is not set. "prisma ${args.slice(0, 2).join(' ')}" needs it: postgresql://user:password@host:5432/database\n`);
  process.exit(1);
}

const status = await handOver(process.execPath, [join(ROOT, 'node_modules/prisma/build/index.js'), ...args], {
  ...toolEnv(),
  ...engineEnv(),
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
});
if (status === 0 && args[0] === 'generate') writeMigrations();
process.exit(status);
