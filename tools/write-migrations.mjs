import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './bootstrap/places.mjs';

const FOLDER = join(ROOT, 'prisma/migrations');
const FILE = join(ROOT, 'libs/adapters/postgres/src/generated/migrations.ts');

/** The migrations of this version, oldest first. */
export const migrationNames = () =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

/** Tells the code which migrations it was built with: a process that finds others in its database refuses to start. */
export function writeMigrations() {
  const names = migrationNames().map((name) => `  '${name}',\n`);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, `/** Every migration that this version was built with, oldest first. */\nexport const MIGRATIONS: readonly string[] = [\n${names.join('')}];\n`);
}
