/** What a running app offers to whoever ends it. */
export interface Running {
  /** Takes in nothing new, finishes what is at work, and lets go. */
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 10_000;

/**
 * Starts an app and stops it on SIGTERM, SIGINT, or when the parent process that holds an IPC channel to it goes away.
 * A start that fails prints one message and ends with status 1.
 */
export async function runUntilStopped(start: () => Promise<Running>): Promise<void> {
  const running = await start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The stop was not clean: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
  process.send?.({ type: 'ready', ...('address' in running ? { address: running.address } : {}) });
}
