import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { CannotStart } from '../cannot-start.js';
import { shown, type Home } from '../places.js';
import { runToEnd } from '../run-to-end.js';
import type { PostgresUser } from './choose-user.js';
import { majorVersionOf, type PostgresPrograms } from './find-postgres.js';

export interface ClusterOrder {
  home: Home;
  programs: PostgresPrograms;
  user: PostgresUser | null;
  password: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Whether there is a data folder of this PostgreSQL. Throws CannotStart for a folder that it cannot use. */
export async function clusterIsThere(home: Home, programs: PostgresPrograms): Promise<boolean> {
  const version = await readFile(`${home.postgres}/PG_VERSION`, 'utf8').catch(() => null);
  if (version === null) {
    const files = await readdir(home.postgres).catch(() => []);
    if (files.length === 0) return false;
    throw new CannotStart(`${shown(home.postgres)} is no data folder of PostgreSQL. Put back the one that was there, or move it away to begin anew.`);
  }
  const ours = await majorVersionOf(programs.postgres);
  if (version.trim() === ours) return true;
  throw new CannotStart(
    `The data in ${shown(home.postgres)} is of PostgreSQL ${version.trim()}, and this is PostgreSQL ${ours}. Set LOCKSTEP_HOME to another folder, or move the data over with pg_dump.`,
  );
}

/** Makes the data folder. Until it is whole it has another name, so that a power cut leaves none that is half made. */
export async function makeCluster({ home, programs, user, password, env, signal }: ClusterOrder): Promise<void> {
  const draft = `${home.postgres}.new`;
  const passwordFile = `${home.postgres}.password`;
  const log = home.logOf('postgres');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) await Promise.all([draft, passwordFile].map((path) => chown(path, user.uid, user.gid)));

  // The same order of text on every machine, whatever its language.
  const args = ['--pgdata', draft, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C'];
  try {
    const done = await runToEnd({ command: programs.initdb, args, env, cwd: '/', log, user, signal });
    if (!done) throw new CannotStart(`PostgreSQL could not make its data folder in ${shown(home.folder)}. What is wrong stands at the end of ${shown(log)}.`);
    await rename(draft, home.postgres);
  } finally {
    await rm(passwordFile, { force: true });
  }
}
