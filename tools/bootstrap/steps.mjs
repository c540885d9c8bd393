import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { exitCodeOf } from './hand-over.mjs';
import { LOGS, ROOT } from './places.mjs';

const LAST_LINES = 30;

/** A step that did not succeed. The message is for people: one sentence, then the end of what the step wrote. */
export class StepFailed extends Error {
  name = 'StepFailed';
}

/**
 * Runs one step and throws StepFailed unless it ends with 0. Its output goes to a log file. One line tells that it runs and
 * how long it took.
 */
export async function runStep({ title, log, command, args, env, shell }) {
  const line = startLine(title);
  const { code, output, logFile, problem } = await runLogged({ log, command, args, env, shell });
  line.end();
  if (code === 0) return;
  const lines = output.trimEnd().split('\n').slice(-LAST_LINES);
  throw new StepFailed([`${title} failed: ${problem ?? `exit code ${code}`}. From ${relative(ROOT, logFile)}:`, ...lines].join('\n'));
}

/** Runs a program to its end with its output in a log file, and answers with the exit code and that output. Nothing is thrown. */
export async function runLogged({ log, command, args, env, shell = false, timeoutMs = 0 }) {
  mkdirSync(LOGS, { recursive: true });
  const logFile = join(LOGS, `${log}.log`);
  const file = openSync(logFile, 'w');
  const ended = await run(command, args, { cwd: ROOT, env, shell, stdio: ['ignore', file, file] }, timeoutMs);
  closeSync(file);
  return { ...ended, logFile, output: readFileSync(logFile, 'utf8') };
}

/** Runs a program to its end, or until it has had `timeoutMs`; then it and all that it started are killed. */
export function run(command, args, options, timeoutMs = 0) {
  return new Promise((resolve) => {
    // Its own group, so that what it started can be ended with it.
    const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
    const stop = (signal) => {
      endGroup(child, signal);
      process.exit(exitCodeOf(signal));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    let problem;
    const timer = timeoutMs && setTimeout(() => {
      problem = `it was still running after ${timeoutMs / 60_000} minutes`;
      endGroup(child, 'SIGKILL');
    }, timeoutMs);

    const done = (code) => {
      clearTimeout(timer);
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
      resolve({ code, problem });
    };
    child.once('error', (error) => {
      problem = error.message;
      done(1);
    });
    child.once('exit', (code, signal) => done(problem ? 1 : (code ?? exitCodeOf(signal))));
  });
}

function endGroup(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // Gone already.
  }
}

/** Begins a line on stderr that counts the seconds on a terminal, and elsewhere gets them once, at its end. */
export function startLine(title) {
  const started = Date.now();
  const { stderr } = process;
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  stderr.write(`${title}… `);
  const ticker = stderr.isTTY && setInterval(() => stderr.write(`\r${title}… ${elapsed()}`), 1000);
  return {
    end() {
      clearInterval(ticker);
      stderr.write(stderr.isTTY ? `\r${title}… ${elapsed()}\n` : `${elapsed()}\n`);
    },
    /** Ends it without a trace; only for a terminal. */
    clear() {
      clearInterval(ticker);
      stderr.write('\r\u001b[K');
    },
  };
}
