import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface Errand {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** The file that takes what it writes. */
  log: string;
  /** Who runs it, when not we. */
  user: { uid: number; gid: number } | null;
  /** Ends it at once. */
  signal: AbortSignal;
}

/** Runs a program to its end. Answers whether it ended well, rejects when it cannot be started or was aborted. */
export async function runToEnd({ command, args, env, cwd, log, user, signal }: Errand): Promise<boolean> {
  signal.throwIfAborted();
  const file = openSync(log, 'a', 0o600);
  try {
    return await new Promise<boolean>((resolve, reject) => {
      // A group of its own: a Ctrl-C in the terminal is for us alone.
      const child = spawn(command, args, { env, cwd, detached: true, stdio: ['ignore', file, file], ...(user && { uid: user.uid, gid: user.gid }) });
      const abort = (): void => {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      };
      signal.addEventListener('abort', abort);
      child.once('error', reject);
      child.once('exit', (code) => {
        signal.removeEventListener('abort', abort);
        if (signal.aborted) reject(new Error('Aborted.'));
        else resolve(code === 0);
      });
    });
  } finally {
    closeSync(file);
  }
}
