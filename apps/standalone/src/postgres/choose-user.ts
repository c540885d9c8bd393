import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { CannotStart } from '../cannot-start.js';

const run = promisify(execFile);

/** The account that PostgreSQL runs as. */
export interface PostgresUser {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. As root we give it the owner of its data, for new data the account "postgres", which
 * is made when there is none. Otherwise null: it runs as we do.
 */
export async function choosePostgresUser(dataFolder: string): Promise<PostgresUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(dataFolder).catch(() => null);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await find()) ?? (await make());
}

/** Throws CannotStart that names the first folder on the way which the account may not enter. */
export async function checkMayEnter(user: PostgresUser | null, folder: string, remedy: string): Promise<void> {
  if (!user || (await mayEnter(user, folder))) return;
  let closed = folder;
  for (let parent = path.dirname(folder); parent !== closed && !(await mayEnter(user, parent)); parent = path.dirname(parent)) closed = parent;
  throw new CannotStart(
    `As root we run PostgreSQL under another account (user ${user.uid}), which may not enter ${closed}. Allow it with "chmod o+x ${closed}", ${remedy}, or start as an ordinary user.`,
  );
}

const mayEnter = ({ uid, gid }: PostgresUser, folder: string): Promise<boolean> =>
  run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { uid, gid, cwd: '/' }).then(
    () => true,
    () => false,
  );

async function find(): Promise<PostgresUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function make(): Promise<PostgresUser> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']).catch(() => undefined);
  const made = await find();
  if (made) return made;
  throw new CannotStart('PostgreSQL refuses to run as root, and the account "postgres" could not be made. Make it with useradd, or start as an ordinary user.');
}
