import { setTimeout as pause } from 'node:timers/promises';
import { withoutSecrets } from './without-secrets.js';

/** What a running app offers to whoever ends it. */
export interface Running {
  /** Says to whoever sends work that it should go elsewhere, and gives it time to hear so. Still does what comes. */
  leave?(): Promise<void>;
  /** Takes in nothing new, finishes what is at work, and lets go. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 10_000;
/** What is left after the farewell is for the work. */
export const LONGEST_LEAVE_MS = 5_000;

/**
 * Starts an app and stops it on SIGTERM, SIGINT, or when the parent process that holds an IPC channel to it goes away. A start
 * that fails prints one message and ends with status 1. So does an error that nobody caught: what it left behind cannot be known,
 * so the process ends and is started anew.
 */
export async function runUntilStopped(start: () => Promise<Running>): Promise<void> {
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) process.on(kind, (error: unknown) => die(kind, error));
  const running = await start().catch((error: unknown) => {
    process.stderr.write(`${withoutSecrets(error instanceof Error ? error.message : String(error))}\n`);
    process.exit(1);
  });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    end(running).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The stop was not clean: ${withoutSecrets(String(error))}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  process.send?.({ type: 'ready', ...addressesOf(running) });
}

async function end(running: Running): Promise<void> {
  if (running.leave) await Promise.race([running.leave(), pause(LONGEST_LEAVE_MS, undefined, { ref: false })]);
  await running.stop();
}

const addressesOf = (running: Running): object => ({
  ...('address' in running && { address: running.address }),
  ...('management' in running && { management: running.management }),
});

/** One line, as the log writes them, on standard error: the log itself may be what failed. */
function die(kind: string, error: unknown): never {
  const { stack } = error instanceof Error ? error : new Error(String(error));
  const line = { level: 60, time: new Date().toISOString(), kind, error: withoutSecrets(stack ?? ''), msg: 'An error that nobody caught ends the process; it has to be started anew' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  process.exit(70);
}
