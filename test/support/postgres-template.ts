import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** Not in git. */
const TEMPLATES = path.resolve('artifacts/postgres');

/**
 * Puts a cluster with our tables into `directory`: a copy of one that was made before, or one that `make` puts there and leaves
 * stopped, of which a copy is kept. `contents` is whatever decides how it looks. To make one takes seconds, which every file of
 * specs would pay.
 */
export async function layCluster(directory: string, contents: string, make: () => Promise<void>): Promise<void> {
  // Its files belong to a user of this machine.
  const name = createHash('sha256').update(`${hostname()} ${process.getuid?.()} ${contents}`).digest('hex').slice(0, 16);
  const template = path.join(TEMPLATES, name);
  if (existsSync(template)) return copy(template, directory);
  await make();
  await keep(directory, name);
}

async function keep(directory: string, name: string): Promise<void> {
  await mkdir(TEMPLATES, { recursive: true });
  for (const older of await readdir(TEMPLATES)) if (!older.startsWith(name)) await rm(path.join(TEMPLATES, older), { recursive: true, force: true });
  const part = path.join(TEMPLATES, `${name}-${randomUUID()}`);
  await copy(directory, part);
  // Somebody else may have been as quick.
  await rename(part, path.join(TEMPLATES, name)).catch(() => rm(part, { recursive: true, force: true }));
}

/** With the owner, whom PostgreSQL insists on. */
const copy = async (from: string, to: string): Promise<void> => void (await promisify(execFile)('cp', ['-a', from, to]));
