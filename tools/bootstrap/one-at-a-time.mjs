import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './places.mjs';

const LOCK = join(ROOT, 'artifacts/bootstrap.lock');
const TOUCH_MS = 1000;
/** Whoever holds the lock touches it every second: one that has rested for so long was left behind. */
const STALE_MS = 10_000;
const LOOK_AGAIN_MS = 250;

/**
 * Does `work` while no other process on this checkout does: `npm start` and `npm test` side by side would otherwise install
 * into the same folder at once.
 */
export async function oneAtATime(work, lock = LOCK) {
  await take(lock);
  const touching = setInterval(() => touch(lock), TOUCH_MS);
  const release = () => {
    clearInterval(touching);
    rmSync(lock, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function take(lock) {
  mkdirSync(dirname(lock), { recursive: true });
  for (let looks = 0; !created(lock); looks++) {
    if (looks === 1) process.stderr.write('Another start or test run is preparing this folder. Waiting for it.\n');
    if (ageMs(lock) > STALE_MS) rmSync(lock, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

function created(lock) {
  try {
    writeFileSync(lock, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function ageMs(lock) {
  try {
    return Date.now() - statSync(lock).mtimeMs;
  } catch {
    return 0;
  }
}

function touch(lock) {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // Taken away by somebody who thought us gone; the work goes on.
  }
}
