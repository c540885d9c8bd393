import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { delayOf, type Conditions } from './conditions.js';

type Direction = 'requests' | 'answers';

/** One connection through a proxy: the client's half and the server's. */
export class ProxiedConnection {
  #conditions: Conditions = {};
  #changed = Promise.withResolvers<undefined>();
  /** Bytes of answers since the conditions were last set. */
  #answered = 0;
  #lost = false;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly random: () => number,
    private readonly onBytes: () => void = () => undefined,
  ) {
    this.#carry(client, server, 'requests');
    this.#carry(server, client, 'answers');
  }

  get isOpen(): boolean {
    return !this.client.destroyed;
  }

  set(conditions: Conditions): void {
    this.#conditions = conditions;
    this.#answered = 0;
    this.#changed.resolve(undefined);
    this.#changed = Promise.withResolvers();
    // What was swallowed will never come: the streams have a gap.
    if (this.#lost && conditions.swallows === undefined) this.reset();
  }

  /** Both sides see ECONNRESET. */
  reset(): void {
    this.client.resetAndDestroy();
    this.server.resetAndDestroy();
  }

  /** The client sees the end of the answers, and may still write. */
  halfClose(): void {
    this.server.removeAllListeners('data').resume();
    this.client.end();
  }

  #carry(from: Socket, to: Socket, direction: Direction): void {
    let before: Promise<void> = Promise.resolve();
    const next = (work: () => Promise<void> | void): void => void (before = before.then(work));
    from.on('data', (bytes) => {
      from.pause();
      next(async () => {
        await this.#pass(bytes, to, direction);
        if (!from.destroyed) from.resume();
      });
    });
    from.on('end', () => next(() => void to.end()));
    from.on('error', () => to.resetAndDestroy());
    from.on('close', (hadError) => {
      if (hadError) to.resetAndDestroy();
      else next(() => void to.destroySoon());
    });
  }

  async #pass(bytes: Buffer, to: Socket, direction: Direction): Promise<void> {
    this.onBytes();
    while (this.#conditions.stalled && !to.destroyed) await this.#changed.promise;
    const delay = delayOf(this.#conditions, bytes.length, this.random);
    if (delay > 0) await pause(delay, undefined, { ref: false });

    const { swallows, cutAfterBytes } = this.#conditions;
    if (swallows === 'everything' || swallows === direction) {
      this.#lost = true;
      return;
    }
    if (direction === 'answers' && cutAfterBytes !== undefined && this.#answered + bytes.length > cutAfterBytes) {
      return this.#cut(bytes.subarray(0, cutAfterBytes - this.#answered), to);
    }
    if (direction === 'answers') this.#answered += bytes.length;
    if (!to.destroyed && !to.write(bytes)) await new Promise<void>((drained) => to.once('drain', drained).once('close', drained));
  }

  async #cut(last: Buffer, to: Socket): Promise<void> {
    if (last.length > 0) await new Promise<void>((written) => to.write(last, () => written()));
    if (this.#conditions.cutBy === 'half-close') this.halfClose();
    else this.reset();
  }
}
