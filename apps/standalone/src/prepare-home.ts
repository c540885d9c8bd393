import { checkPorts } from './check-ports.js';
import { checkRedis } from './check-redis.js';
import { keysOf, type Keys } from './keep-keys.js';
import { endProcess, isGoneWithin, type KnownProcess } from './look-at-process.js';
import { openHome } from './open-home.js';
import type { Home } from './places.js';
import { withdrawAddresses } from './publish-addresses.js';
import type { Settings } from './settings.js';
import { takeLock, type Lock } from './take-lock.js';

/** What a run needs before it starts anything. */
export interface Prepared {
  home: Home;
  lock: Lock;
  keys: Keys;
}

/** Programs stop by themselves when whoever started them is killed, and have 10 s for it. */
const LEFT_BEHIND_MS = 12_000;

/** Looks at everything that can be seen to be wrong before something is started. Throws CannotStart. */
export async function prepareHome({ home: folder, ports, redisUrl }: Settings): Promise<Prepared> {
  const home = await openHome(folder);
  const lock = await takeLock(home);
  try {
    withdrawAddresses(home);
    await Promise.all(lock.leftBehind.map(waitUntilGone));
    await checkPorts([ports.api, ports.hub, ports.mender]);
    if (redisUrl !== null) await checkRedis(redisUrl);
    return { home, lock, keys: keysOf(home) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function waitUntilGone(program: KnownProcess): Promise<void> {
  if (!(await isGoneWithin(program, LEFT_BEHIND_MS))) await endProcess(program, ['SIGKILL'], LEFT_BEHIND_MS);
}
