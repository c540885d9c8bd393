const CLEAR = '\r\u001b[K';
const TICK_MS = 200;

/** One line that tells what happens, with the seconds that it took so far; where nobody watches, one line a stage. */
export class Progress {
  readonly #began = Date.now();
  readonly #out: NodeJS.WriteStream;
  #stage: string | null = null;
  #ticker: NodeJS.Timeout | null = null;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  get seconds(): number {
    return (Date.now() - this.#began) / 1000;
  }

  stage(title: string): void {
    if (title === this.#stage) return;
    this.#stage = title;
    if (!this.#out.isTTY) return void this.#out.write(`${title}…\n`);
    this.#ticker ??= setInterval(() => this.#draw(), TICK_MS).unref();
    this.#draw();
  }

  /** A line that stays. */
  say(sentence: string): void {
    this.#out.write(`${this.#out.isTTY ? CLEAR : ''}${sentence}\n`);
    if (this.#ticker) this.#draw();
  }

  /** Takes the line away. */
  end(): void {
    if (!this.#ticker) return;
    clearInterval(this.#ticker);
    this.#ticker = null;
    this.#out.write(CLEAR);
  }

  #draw(): void {
    this.#out.write(`${CLEAR}${this.#stage}… ${Math.floor(this.seconds)} s`);
  }
}
