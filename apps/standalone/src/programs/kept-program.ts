import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from '../cannot-start.js';
import { lastLineOf } from '../last-line.js';
import type { KnownProcess } from '../look-at-process.js';
import { shown } from '../places.js';
import type { Launched, Recipe } from './recipe.js';

/** A database that was cut off reads its journal again, which may take a while. */
const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 10_000;
const DIES_WITHIN_MS = 2_000;
const AGAIN_AFTER_MS = 1_000;
const MOST_DEATHS = 5;
const DEATHS_WITHIN_MS = 60_000;

/** Whoever wants to know what becomes of a program. */
export interface Watch {
  started(program: KnownProcess): void;
  say(sentence: string): void;
  /** It dies again and again; nothing more is tried. */
  gaveUp(error: CannotStart): void;
}

interface Run {
  child: ChildProcess;
  /** How it ended, as the end of a sentence. */
  ended: Promise<string>;
}

/** One program, started again when it dies. */
export class KeptProgram<Ready> {
  #run: Run | null = null;
  #ready: Ready | null = null;
  #stopping = false;
  #deaths: number[] = [];

  constructor(
    private readonly recipe: Recipe<Ready>,
    private readonly watch: Watch,
  ) {}

  /** Resolves when it is ready. Throws CannotStart with the last line that it wrote when it ends before that. */
  async start(): Promise<Ready> {
    const { launched, written } = await this.#launch();
    const run = this.#watchOver(launched.child);
    const failed = Promise.race([run.ended, pause(READY_WITHIN_MS, `is not ready after ${READY_WITHIN_MS / 1000} s`, { ref: false })]);
    try {
      this.#ready = await Promise.race([launched.ready, failed.then((how) => Promise.reject(this.#didNotStart(how, written)))]);
    } catch (error) {
      await this.#end(run, this.recipe.killSignal);
      throw error;
    }
    void run.ended.then((how) => this.#died(how));
    return this.#ready;
  }

  send(message: object): void {
    // Where it is not heard, the program is gone; that is told elsewhere.
    this.#run?.child.send(message, () => undefined);
  }

  /** Asks it to stop, and kills it when it does not. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#run) await this.#end(this.#run, this.recipe.stopSignal);
  }

  /** Ends it at once and does not wait. */
  kill(): void {
    this.#stopping = true;
    if (this.#run) signal(this.#run.child, this.recipe.killSignal);
  }

  async #launch(): Promise<{ launched: Launched<Ready>; written: number }> {
    const log = openSync(this.recipe.log, 'a', 0o600);
    try {
      return { written: fstatSync(log).size, launched: await this.recipe.launch(log, this.#ready) };
    } finally {
      closeSync(log);
    }
  }

  #watchOver(child: ChildProcess): Run {
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(`cannot run: ${error.message}`));
      child.once('exit', (code, by) => resolve(code === null ? `was ended by ${by}` : `ended with status ${code}`));
    });
    this.#run = { child, ended };
    if (child.pid && this.recipe.command !== null) this.watch.started({ pid: child.pid, command: this.recipe.command });
    if (this.#stopping) this.kill();
    return this.#run;
  }

  async #died(how: string): Promise<void> {
    if (this.#stopping) return;
    const { name, log } = this.recipe;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => at > now - DEATHS_WITHIN_MS), now];
    if (this.#deaths.length > MOST_DEATHS) {
      return this.watch.gaveUp(new CannotStart(`${name} died ${this.#deaths.length} times within a minute, so everything stops. Look into ${shown(log)}.`));
    }
    this.watch.say(`${name} ${how} and is started again. What it wrote stands in ${shown(log)}.`);
    await pause(AGAIN_AFTER_MS);
    if (this.#stopping) return;
    await this.start().then(
      () => this.watch.say(`${name} is back.`),
      (error: unknown) => this.#died(error instanceof CannotStart ? 'did not start' : String(error)),
    );
  }

  #didNotStart(how: string, written: number): CannotStart {
    const { name, log } = this.recipe;
    const last = lastLineOf(log, written);
    return new CannotStart(`${name} did not start: it ${how}${last && `, and its last line is "${last}"`}. The rest stands in ${shown(log)}.`);
  }

  async #end({ child, ended }: Run, first: NodeJS.Signals): Promise<void> {
    for (const [by, withinMs] of [[first, STOPS_WITHIN_MS], [this.recipe.killSignal, DIES_WITHIN_MS], ['SIGKILL', DIES_WITHIN_MS]] as const) {
      signal(child, by);
      const waiting = new AbortController();
      const gone = await Promise.race([ended.then(() => true), pause(withinMs, false, { signal: waiting.signal }).catch(() => false)]);
      waiting.abort();
      if (gone) return;
    }
  }
}

function signal(child: ChildProcess, by: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(by);
}
