import { DeviceTwins, Failure, Refusal, TwinHistory, type Actor, type TwinAddress, type TwinEdit } from '#core';
import type { LocateTwin } from './locate-twin.js';
import type { SettleDoubt } from './settle-doubt.js';

/** Who changed a twin, when and how. */
export class ListEdits {
  constructor(
    private readonly locate: LocateTwin,
    private readonly twins: DeviceTwins,
    private readonly history: TwinHistory,
    private readonly doubt: SettleDoubt,
  ) {}

  /** The newest first, before the one named. Edits in doubt are looked up, if the hub can be asked. Throws NotFound. */
  async run(actor: Actor, address: TwinAddress, page: { before: bigint | null; limit: number }): Promise<TwinEdit[]> {
    await this.locate.check(actor, 'twin:read', address);
    await this.#lookUp(actor, address);
    return this.history.list(address, page);
  }

  async #lookUp(actor: Actor, address: TwinAddress): Promise<void> {
    try {
      await this.doubt.run(address, async () => this.twins.read(await this.locate.run(actor, 'twin:read', address), address));
    } catch (error) {
      // The history is there whether or not the hub is; what is in doubt is shown as such.
      if (!(error instanceof Failure || error instanceof Refusal)) throw error;
    }
  }
}
