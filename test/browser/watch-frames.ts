import type { CDPSession, Page } from 'playwright-core';

/** What a page did while somebody scrolled. */
export interface Watched {
  /** Milliseconds from one to the next. */
  frames: number[];
  /** Milliseconds of each task of 50 and more. */
  tasks: number[];
  /** Nodes that were put into the page. */
  added: number;
  /** Milliseconds of processor time that the page's main thread took for a frame, whatever else the machine did. */
  busyMs: number;
}

/** Runs in the page. */
const WATCH = `(() => {
  const seen = (globalThis.seen = { tasks: [], frames: [], added: 0 });
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  new MutationObserver((changes) => (seen.added += changes.reduce((sum, { addedNodes }) => sum + addedNodes.length, 0))).observe(document, { childList: true, subtree: true });
  let last = performance.now();
  const frame = (now) => {
    seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;
const TAKE = `(() => {
  const { tasks, frames, added } = globalThis.seen;
  Object.assign(globalThis.seen, { tasks: [], frames: [], added: 0 });
  return { tasks, frames, added };
})()`;

/** A step a frame; \`place\` says where each one ends. */
const scroll = (steps: number, place: string): string => `new Promise((done) => {
  const most = document.documentElement.scrollHeight - innerHeight;
  const from = scrollY;
  let step = 0;
  const next = () => {
    scrollTo(0, ${place});
    if (++step < ${steps}) requestAnimationFrame(next);
    else done();
  };
  requestAnimationFrame(next);
})`;

/** Some screens down and up again, a few lines a frame: a wheel that is turned fast. */
export const TURN = scroll(120, 'from + 300 * Math.min(step, 120 - step)');
/** From the top to the end, some screens a frame: a scroll bar that is dragged. */
export const DRAG = scroll(120, 'most * step / 119');

/** Watches the page that is open now, until it is left. */
export class FrameWatch {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<FrameWatch> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.evaluate(WATCH);
    return new FrameWatch(page, session);
  }

  /** What the page does during this. */
  async during(scrolling: () => Promise<unknown>): Promise<Watched> {
    await this.#page.evaluate(TAKE);
    const before = await this.#busy();
    await scrolling();
    const after = await this.#busy();
    const seen = (await this.#page.evaluate(TAKE)) as Omit<Watched, 'busyMs'>;
    return { ...seen, busyMs: (after - before) / seen.frames.length };
  }

  async #busy(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  }
}

/** As one line for people. */
export function told({ frames, tasks, busyMs, added }: Watched): string {
  const sorted = frames.toSorted((one, other) => one - other);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(0);
  return `${at(0.5)} ms a frame, 95 % within ${at(0.95)}, the longest ${at(1)}; ${tasks.length} long tasks${tasks.length > 0 ? ` up to ${Math.max(...tasks).toFixed(0)}` : ''}; busy for ${busyMs.toFixed(1)} of each frame; ${added} nodes added`;
}
