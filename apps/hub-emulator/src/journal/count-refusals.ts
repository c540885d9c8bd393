import type { Entry } from './entry.js';

/** Counts the 429 answers, hub by hub and code by code, whether the throttle gave them or an ordered fault. */
export class CountRefusals {
  readonly #hubs = new Map<string, Record<string, number>>();

  note({ hub, status, error }: Entry): void {
    if (status !== 429 && !error?.startsWith('Throttl')) return;
    const codes = this.#hubs.get(hub) ?? {};
    this.#hubs.set(hub, codes);
    const code = error ?? 'other';
    codes[code] = (codes[code] ?? 0) + 1;
  }

  report(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries(this.#hubs);
  }

  clear(): void {
    this.#hubs.clear();
  }
}
