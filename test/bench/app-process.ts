import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** One of our apps in a process of its own, as it runs in production. */
export interface AppProcess<Ready> {
  ready: Ready;
  pid: number;
  /** Asks it to stop with SIGTERM. */
  stop(): Promise<Ended>;
}

/** How a process ended: its status, null when a signal ended it or it was gone before, and how long that took in ms. */
export interface Ended {
  code: number | null;
  ms: number;
}

/** Starts the built app and waits until it says that it is ready. */
export const startApp = <Ready = unknown>(app: string, environment: Record<string, string>, args: string[] = []): Promise<AppProcess<Ready>> =>
  startProgram(`dist/apps/${app}/src/main.js`, environment, args);

/** As `startApp`, for any program that sends a message of the type `ready`. */
export async function startProgram<Ready = unknown>(program: string, environment: Record<string, string>, args: string[] = []): Promise<AppProcess<Ready>> {
  const child = fork(program, args, { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const ready = await readyMessage<Ready>(program, child);
  return {
    ready,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return { code: null, ms: 0 };
      const began = performance.now();
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await gone) as [number | null];
      return { code, ms: performance.now() - began };
    },
  };
}

const readyMessage = <Ready>(program: string, child: ChildProcess): Promise<Ready> =>
  new Promise((done, failed) => {
    child.once('exit', (code) => failed(new Error(`${program} ended with status ${code} before it was ready.`)));
    child.on('message', (message: { type: string }) => {
      if (message.type === 'ready') done(message as Ready);
    });
  });
