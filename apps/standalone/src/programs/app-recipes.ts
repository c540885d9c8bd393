import { fork } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { LOOPBACK } from '../check-ports.js';
import { mainOf, ROOT, type Home } from '../places.js';
import type { Settings } from '../settings.js';
import type { Recipe } from './recipe.js';

const HubReady = z.object({
  type: z.literal('ready'),
  port: z.int(),
  caFile: z.string(),
  hubs: z.tuple([z.object({ hostName: z.string(), connectionString: z.string() })], z.unknown()),
});
const MenderReady = z.object({ type: z.literal('ready'), port: z.int(), url: z.string(), token: z.string() });
const ApiReady = z.object({ type: z.literal('ready'), address: z.url() });
const WorkerReady = z.object({ type: z.literal('ready') });

export type HubReady = z.infer<typeof HubReady>;
export type MenderReady = z.infer<typeof MenderReady>;

interface App<Ready> {
  name: string;
  app: string;
  ready: z.ZodType<Ready>;
  run(before: Ready | null): { args?: string[]; env: NodeJS.ProcessEnv };
}

/** An app of ours as a child with an IPC channel: over it the app says when it is ready, and without it the app stops. */
function appRecipe<Ready>(home: Home, { name, app, ready, run }: App<Ready>): Recipe<Ready> {
  const main = mainOf(app);
  return {
    name,
    log: home.logOf(app),
    command: main,
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
    launch: (log, before) => {
      const { args = [], env } = run(before);
      // A group of its own: a Ctrl-C in the terminal is for us alone, and we stop it when its turn has come.
      const child = fork(path.join(ROOT, main), args, { cwd: ROOT, env, detached: true, stdio: ['ignore', log, log, 'ipc'] });
      const said = new Promise<Ready>((resolve) => {
        child.on('message', (message) => {
          const { data } = ready.safeParse(message);
          if (data !== undefined) resolve(data);
        });
      });
      return Promise.resolve({ child, ready: said });
    },
  };
}

export const hubEmulatorRecipe = (home: Home, { ports }: Settings, env: NodeJS.ProcessEnv): Recipe<HubReady> =>
  appRecipe(home, {
    name: 'The hub emulator',
    app: 'hub-emulator',
    ready: HubReady,
    run: (before) => ({ args: emulatorArgs(before?.port ?? ports.hub.port, home.hubEmulator), env }),
  });

export const menderEmulatorRecipe = (home: Home, { ports }: Settings, env: NodeJS.ProcessEnv): Recipe<MenderReady> =>
  appRecipe(home, {
    name: 'The Mender emulator',
    app: 'mender-emulator',
    ready: MenderReady,
    run: (before) => ({ args: emulatorArgs(before?.port ?? ports.mender.port, home.menderEmulator), env }),
  });

const emulatorArgs = (port: number, data: string): string[] => ['--port', String(port), '--host', LOOPBACK, '--data', data];

/** `env` is what API and worker share. */
export const apiRecipe = (home: Home, { ports }: Settings, env: NodeJS.ProcessEnv): Recipe<z.infer<typeof ApiReady>> =>
  appRecipe(home, {
    name: 'The API',
    app: 'api',
    ready: ApiReady,
    run: (before) => ({ env: { ...env, LOCKSTEP_LEAVE_MS: '0', HOST: LOOPBACK, PORT: before ? new URL(before.address).port : String(ports.api.port) } }),
  });

export const workerRecipe = (home: Home, env: NodeJS.ProcessEnv): Recipe<z.infer<typeof WorkerReady>> =>
  appRecipe(home, { name: 'The worker', app: 'worker', ready: WorkerReady, run: () => ({ env }) });
