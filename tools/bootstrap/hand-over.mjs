import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const LOOK_FOR_PARENT_MS = 500;

/**
 * Runs a program in our place: it has our terminal, gets our signals, and its exit code is the answer (128 + n when signal n
 * ended it). We stay until it is gone, whatever we are sent.
 */
export function handOver(command, args, env, cwd = process.cwd()) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
    const passOn = (signal) => {
      if (!reachedAlready(signal)) child.kill(signal);
    };
    for (const signal of PASSED_ON) process.on(signal, passOn);
    const watch = whenOrphaned(() => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      for (const name of PASSED_ON) process.off(name, passOn);
      resolve(code ?? exitCodeOf(signal));
    });
  });
}

/** What a shell says of a program that was ended by a signal. */
export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/**
 * npm passes a signal on to the shell between itself and us, and that shell dies of it without a word to us. Started by npm
 * we therefore take the death of our parent for the signal. Started otherwise we may well outlive the shell.
 */
function whenOrphaned(act) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, LOOK_FOR_PARENT_MS);
  return watch;
}

/** Ctrl-C in a terminal goes to everybody in the foreground. Passed on it would arrive twice, and twice often means "at once". */
const reachedAlready = (signal) => signal === 'SIGINT' && (process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY);
