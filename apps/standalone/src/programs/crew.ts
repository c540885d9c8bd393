import type { CannotStart } from '../cannot-start.js';
import { KeptProgram, type Watch } from './kept-program.js';
import type { Recipe } from './recipe.js';

/** When a program stops: those of one place together, the lower places first. Nobody may lose what it still needs. */
export type Place = 1 | 2 | 3 | 4;

/** Everything was told to stop while something was still being started. */
export class Stopping extends Error {
  override readonly name = 'Stopping';
}

/** All programs that we started. */
export class Crew {
  readonly #members: { place: Place; program: KeptProgram<never> }[] = [];
  readonly #stopping = new AbortController();
  /** Rejects when one of them cannot be kept running. */
  readonly broken: Promise<never>;
  readonly #watch: Watch;

  constructor(watch: Omit<Watch, 'gaveUp'>) {
    let gaveUp: (error: CannotStart) => void = () => undefined;
    this.broken = new Promise((_, reject) => (gaveUp = reject));
    this.broken.catch(() => undefined);
    this.#watch = { ...watch, gaveUp };
  }

  /** Aborted when everything stops. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Starts one more and answers with it once it is ready. Throws CannotStart, or Stopping. */
  async start<Ready>(place: Place, recipe: Recipe<Ready>): Promise<{ program: KeptProgram<Ready>; ready: Ready }> {
    if (this.signal.aborted) throw new Stopping(`${recipe.name} is not started.`);
    const program = new KeptProgram(recipe, this.#watch);
    this.#members.push({ place, program: program as unknown as KeptProgram<never> });
    return { program, ready: await program.start() };
  }

  /** Stops all, in the order of their places. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const place of [1, 2, 3, 4] as const) {
      await Promise.all(this.#members.filter((member) => member.place === place).map(({ program }) => program.stop()));
    }
  }

  /** Ends all at once. */
  kill(): void {
    this.#stopping.abort();
    for (const { program } of this.#members) program.kill();
  }
}
