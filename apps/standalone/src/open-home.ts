import { chmod, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CannotStart } from './cannot-start.js';
import { homeAt, shown, type Home } from './places.js';

/** A log that is longer begins anew at the next start; the one before it is kept. */
const LONGEST_LOG_BYTES = 20_000_000;
const LOGS = ['api', 'worker', 'hub-emulator', 'mender-emulator', 'postgres', 'migrate'];

/** PostgreSQL runs as another user when we are root, and has to walk through the home to its data. Listing the home needs more. */
const WALK_THROUGH = 0o011;

/** Makes the home, or sees that it can be written. Throws CannotStart when not. */
export async function openHome(folder: string): Promise<Home> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const home = homeAt(await realpath(folder));
    if (process.getuid?.() === 0) await chmod(home.folder, ((await stat(home.folder)).mode & 0o7777) | WALK_THROUGH);
    await mkdir(home.logs, { recursive: true, mode: 0o700 });
    await tryWriting(home.folder);
    await tryWriting(home.logs);
    for (const name of LOGS) await shorten(home.logOf(name));
    return home;
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new CannotStart(`The folder ${shown(folder)} cannot be written (${String(why)}). Make it writable for this user, or set LOCKSTEP_HOME to another folder.`, {
      cause,
    });
  }
}

async function tryWriting(folder: string): Promise<void> {
  const file = path.join(folder, `.try-${process.pid}`);
  await writeFile(file, '');
  await rm(file);
}

async function shorten(log: string): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LONGEST_LOG_BYTES) await rename(log, `${log}.old`);
}
