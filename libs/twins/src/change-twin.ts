import { DeviceTwins, TwinIsStale, readTwinChange, type Actor, type Twin, type TwinAddress, type TwinChange } from '#core';
import type { LocateTwin } from './locate-twin.js';
import { twinThatIs } from './read-twin.js';
import type { SettleDoubt } from './settle-doubt.js';
import type { WriteTwin } from './write-twin.js';

/** What a caller asks for: `body` is the JSON text of the parts, `seen` the etag of the twin that it was made for. */
export interface WantedChange {
  how: TwinChange['how'];
  body: string;
  seen: string;
}

/** Merges a patch into a twin, or replaces its parts. */
export class ChangeTwin {
  constructor(
    private readonly locate: LocateTwin,
    private readonly twins: DeviceTwins,
    private readonly doubt: SettleDoubt,
    private readonly write: WriteTwin,
  ) {}

  /** Throws TwinIsStale when the twin is not the one that was seen, TwinRuleBroken before the hub is asked, and as `ReadTwin`. */
  async run(actor: Actor, address: TwinAddress, { how, body, seen }: WantedChange): Promise<Twin> {
    const connection = await this.locate.run(actor, 'twin:write', address);
    const change = readTwinChange(how, body);
    const now = await twinThatIs(this.twins, connection, address);
    await this.doubt.run(address, () => Promise.resolve(now));
    if (now.etag !== seen) throw new TwinIsStale(seen, now);
    return this.write.run({ connection, address, kind: 'edit', undoes: null, by: actor.name }, now, change);
  }
}
