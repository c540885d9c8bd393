import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOT_SOURCES = ['node_modules', 'dist'];

/** Name, size and time of a file, or of all files in a folder but those below `except`. */
export function describe(path, except = []) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat || except.includes(path)) return [];
  if (!stat.isDirectory()) return [`${path} ${stat.size} ${stat.mtimeMs}`];
  return readdirSync(path)
    .filter((name) => !NOT_SOURCES.includes(name))
    .sort()
    .flatMap((name) => describe(join(path, name), except));
}

/** Tells these lines from others. */
export const digest = (lines) => createHash('sha256').update(lines.join('\n')).digest('hex');

export function save(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
