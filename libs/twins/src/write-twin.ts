import {
  Clock,
  DeviceTwins,
  Failure,
  HubChangedUnderneath,
  Refusal,
  StoreIsAway,
  TwinHistory,
  TwinIsStale,
  changedParts,
  differenceOf,
  editableOf,
  endOfDoubt,
  type EditEnd,
  type HubConnection,
  type NewTwinEdit,
  type Twin,
  type TwinAddress,
  type TwinChange,
  type TwinParts,
} from '#core';
import { twinThatIs } from './read-twin.js';

/** Where a write goes, and on whose behalf. */
export interface TwinWrite extends Pick<NewTwinEdit, 'kind' | 'undoes' | 'by'> {
  connection: HubConnection;
  address: TwinAddress;
}

/** An edit that stands in the history. */
interface Begun {
  id: bigint;
  edit: NewTwinEdit;
  at: Date;
}

/** Writes a twin: the intent into the history, the change into the hub, the end into the history. */
export class WriteTwin {
  constructor(
    private readonly twins: DeviceTwins,
    private readonly history: TwinHistory,
    private readonly clock: Clock,
  ) {}

  /**
   * The twin after the change. A change that changes nothing is not written. `now` is the twin that the caller saw: whoever
   * changed it since keeps what they wrote. Throws TwinRuleBroken, TwinIsStale, and what the hub fails with.
   */
  async run(write: TwinWrite, now: Twin, change: TwinChange): Promise<Twin> {
    const after = changedParts(now, change);
    const changes = differenceOf(editableOf(now), editableOf(after));
    if (changes.length === 0) return now;

    const { connection, address, ...told } = write;
    const edit: NewTwinEdit = { ...told, address, changes, etagBefore: now.etag, versionBefore: now.version };
    const begun = { id: await this.history.begin(edit), edit, at: this.clock.now() };
    try {
      const written = await this.#send(write, change, after, now.etag);
      await this.#settle(begun.id, { state: 'done', etagAfter: written.etag, changes: differenceOf(editableOf(now), editableOf(written)) });
      return written;
    } catch (error) {
      return this.#failed(error, begun, connection);
    }
  }

  #send({ connection, address }: TwinWrite, { how, desired, tags }: TwinChange, after: TwinParts, etag: string): Promise<Twin> {
    if (how === 'replace') return this.twins.replace(connection, address, after, etag);
    return this.twins.patch(connection, address, { ...(desired && { desired }), ...(tags && { tags }) }, etag);
  }

  /** Ends with the twin when the change took effect all the same, and otherwise with what went wrong. */
  async #failed(error: unknown, { id, edit, at }: Begun, connection: HubConnection): Promise<Twin> {
    if (error instanceof HubChangedUnderneath) {
      await this.#settle(id, REFUSED);
      throw new TwinIsStale(edit.etagBefore, await twinThatIs(this.twins, connection, edit.address));
    }
    const inDoubt = error instanceof Failure ? error.leavesDoubt : !(error instanceof Refusal);
    if (!inDoubt) {
      await this.#settle(id, REFUSED);
      throw error;
    }
    const twin = await this.twins.read(connection, edit.address).catch(() => null);
    const end = endOfDoubt({ ...edit, id, at, state: 'begun', etagAfter: null }, twin, this.clock.now());
    await this.#settle(id, end);
    if (twin && end.state === 'done') return twin;
    throw twin && end.state === 'refused' ? new TwinIsStale(edit.etagBefore, twin) : error;
  }

  /** What happened in the hub happened, whether or not it can be written down now: the next look at the history finds it. */
  async #settle(id: bigint, end: EditEnd): Promise<void> {
    try {
      await this.history.settle(id, end);
    } catch (error) {
      if (!(error instanceof StoreIsAway)) throw error;
    }
  }
}

const REFUSED: EditEnd = { state: 'refused', etagAfter: null };
