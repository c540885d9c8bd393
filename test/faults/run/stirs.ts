import type { Span } from '../invariants/evidence.js';

interface Known {
  generation: number;
  /** The newest look that saw this generation began then, ms since the epoch. */
  at: number;
}

/** When something rang for a device, as nearly as looks at it now and then tell: whatever rings for it raises its generation. */
export class Stirs {
  readonly #known = new Map<string, Known>();
  readonly #spans = new Map<string, Span[]>();

  /** A look that began and ended then. */
  note(deviceId: string, { generation, isSwept, from, to }: Span & { generation: number; isSwept: boolean }): void {
    const known = this.#known.get(deviceId);
    if (generation > (known?.generation ?? 0) || isSwept) this.#add(deviceId, { from: known?.at ?? 0, to });
    if (!known || generation > known.generation || (generation === known.generation && from > known.at)) this.#known.set(deviceId, { generation, at: from });
  }

  /** After the last look anything may have happened. */
  of(deviceId: string): readonly Span[] {
    return [...(this.#spans.get(deviceId) ?? []), { from: this.#known.get(deviceId)?.at ?? 0, to: Infinity }];
  }

  #add(deviceId: string, span: Span): void {
    this.#spans.set(deviceId, [...(this.#spans.get(deviceId) ?? []), span]);
  }
}
