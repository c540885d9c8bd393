import { fork, type ChildProcess, type ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Trouble } from './app-under-fault.js';

const ENTRY = 'dist/test/faults/stack/app-under-fault.js';
/** Of what a process wrote, so much is kept, characters. */
const KEPT = 2_000_000;

const optionsWith = (environment: Readonly<Record<string, string>>): ForkOptions => ({ env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });

export type AppName = 'api' | 'worker';

/** One of our apps in a process of its own, at the mercy of a test. */
export class FaultyProcess {
  /** The end of what it wrote. */
  output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
  ) {}

  /** Starts it and waits until it is ready. */
  static async start(app: AppName, environment: Readonly<Record<string, string>>): Promise<FaultyProcess> {
    return FaultyProcess.launch(app, environment).ready;
  }

  /** Starts it without waiting; `kill` ends it whether it is ready or not. */
  static launch(app: AppName, environment: Readonly<Record<string, string>>): { ready: Promise<FaultyProcess>; kill: () => void } {
    const child = fork(ENTRY, [app], optionsWith(environment));
    return { ready: FaultyProcess.#ready(app, child), kill: () => void child.kill('SIGKILL') };
  }

  /** Loads it; call the answer to start it, which is quick then. */
  static load(app: AppName, environment: Readonly<Record<string, string>>): { start: () => Promise<FaultyProcess>; kill: () => void } {
    const child = fork(ENTRY, [app, 'on-word'], optionsWith(environment));
    return {
      start: () => {
        const ready = FaultyProcess.#ready(app, child);
        child.send({});
        return ready;
      },
      kill: () => void child.kill('SIGKILL'),
    };
  }

  static async #ready(app: AppName, child: ChildProcess): Promise<FaultyProcess> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let output = '';
    let started: FaultyProcess | null = null;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (text: Buffer) => {
        if (started) started.output = (started.output + text.toString()).slice(-KEPT);
        else output += text.toString();
      });
    }
    child.once('exit', (code, signal) => reject(new Error(`The ${app} ended with ${code ?? signal} before it was ready.\n${output.slice(-2_000)}`)));
    child.on('message', (message: { type: string; address?: string }) => {
      if (message.type === 'ready') resolve(message.address ?? '');
    });
    started = new FaultyProcess(child, await promise);
    started.output = output;
    return started;
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  suffer(trouble: Trouble): void {
    if (this.isAlive) this.child.send(trouble);
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** As `kill -9`. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As an orchestrator does, before it kills. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (!this.isAlive) return;
    const gone = once(this.child, 'exit');
    this.thaw();
    this.child.kill(signal);
    await gone;
  }
}
