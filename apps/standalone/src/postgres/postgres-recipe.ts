import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, LOOPBACK } from '../check-ports.js';
import type { Home } from '../places.js';
import type { Recipe } from '../programs/recipe.js';
import type { PostgresUser } from './choose-user.js';
import { readPostmaster } from './clear-left-over.js';
import type { PostgresPrograms } from './find-postgres.js';

const LOOK_EVERY_MS = 20;
/** API and worker hold at most some dozens each. */
const MAX_CONNECTIONS = 200;

export interface PostgresReady {
  port: number;
}

/** PostgreSQL on loopback, on a port that is free now. */
export const postgresRecipe = (home: Home, programs: PostgresPrograms, user: PostgresUser | null, env: NodeJS.ProcessEnv): Recipe<PostgresReady> => ({
  name: 'PostgreSQL',
  log: home.logOf('postgres'),
  command: null,
  // A smart shutdown would wait until the last client is gone; what a client had acknowledged is safe with either.
  stopSignal: 'SIGINT',
  killSignal: 'SIGQUIT',
  launch: async (log, before) => {
    const port = before?.port ?? (await freePort());
    const settings = { listen_addresses: LOOPBACK, port, unix_socket_directories: '', max_connections: MAX_CONNECTIONS };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(programs.postgres, ['-D', home.postgres, ...flags], {
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    return { child, ready: isReady(home.postgres, child).then(() => ({ port })) };
  },
});

/** It writes its status into its file; asking it over the network would fill its log with refusals. */
async function isReady(dataFolder: string, child: { pid?: number | undefined; exitCode: number | null; signalCode: NodeJS.Signals | null }): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const found = readPostmaster(dataFolder);
    if (found?.pid === child.pid && found?.status === 'ready') return;
    await pause(LOOK_EVERY_MS);
  }
}
