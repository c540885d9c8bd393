import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { waitFor } from '../../../test/support/wait-for.js';
import { commandOf } from '../src/look-at-process.js';
import type { Addresses } from '../src/publish-addresses.js';

const MAIN = path.resolve('dist/apps/standalone/src/main.js');
const READY_WITHIN_MS = 60_000;

/** What `npm start` runs, as a process of its own on a home of its own. */
export class StandaloneRun {
  written = '';
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | NodeJS.Signals | null>;
  #hasEnded = false;

  constructor(
    private readonly home: string,
    settings: Record<string, string> = {},
  ) {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, LOCKSTEP_HOME: home, PORT: '0', HUB_EMULATOR_PORT: '0', MENDER_EMULATOR_PORT: '0', ...settings };
    this.#child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (chunk: Buffer) => (this.written += chunk.toString()));
    this.#ended = new Promise((resolve) => this.#child.once('close', (code, signal) => resolve(code ?? signal)));
    void this.#ended.then(() => (this.#hasEnded = true));
  }

  get addressesFile(): string {
    return path.join(this.home, 'standalone.json');
  }

  async ready(): Promise<Addresses> {
    // Not by the file alone: a run that was killed leaves one behind.
    await waitFor('the standalone to be ready, or to have ended', () => this.written.includes('Lockstep is ready') || this.#hasEnded, { withinMs: READY_WITHIN_MS });
    if (this.#hasEnded) throw new Error(`It ended before it was ready:\n${this.written}`);
    return JSON.parse(readFileSync(this.addressesFile, 'utf8')) as Addresses;
  }

  /** Every process of this run, itself included. */
  processes(): number[] {
    const lock = JSON.parse(readFileSync(path.join(this.home, 'lock'), 'utf8')) as { owner: { pid: number }; programs: { pid: number }[] };
    return [lock.owner.pid, ...lock.programs.map(({ pid }) => pid), postmasterIn(this.home)];
  }

  /** Sends a signal; answers with the exit status, or the signal that it died of. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals | null> {
    this.#child.kill(signal);
    return this.#ended;
  }

  /** The exit status of a run that ends by itself. */
  ended(): Promise<number | NodeJS.Signals | null> {
    return this.#ended;
  }
}

/** The runs of one test, all on one home. */
export class Standalones {
  readonly #runs: StandaloneRun[] = [];

  private constructor(readonly home: string) {}

  static async onNewHome(): Promise<Standalones> {
    return new Standalones(await mkdtemp(path.join(tmpdir(), 'lockstep-standalone-')));
  }

  start(settings?: Record<string, string>): StandaloneRun {
    const run = new StandaloneRun(this.home, settings);
    this.#runs.push(run);
    return run;
  }

  /** Leaves no process and no file, also where a test failed half way. */
  async clear(): Promise<void> {
    await Promise.all(this.#runs.map((run) => run.end()));
    const postmaster = existsSync(postmasterFile(this.home)) ? [postmasterIn(this.home)] : [];
    for (const pid of await runningOf(postmaster)) process.kill(pid, 'SIGQUIT');
    await waitFor('PostgreSQL to be gone', async () => (await runningOf(postmaster)).length === 0);
    await rm(this.home, { recursive: true, force: true });
  }
}

const postmasterFile = (home: string): string => path.join(home, 'postgres', 'postmaster.pid');

export const postmasterIn = (home: string): number => Number(readFileSync(postmasterFile(home), 'utf8').split('\n')[0]);

export const permissionsOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

/** Those of the processes that run. One that died and was not taken note of yet counts as gone. */
export async function runningOf(pids: readonly number[]): Promise<number[]> {
  const commands = await Promise.all(pids.map(commandOf));
  return pids.filter((_, index) => commands[index] !== '');
}
