import { DeviceTwins, EditNotDone, NotFound, TwinHistory, TwinIsStale, UndoConflicts, conflictsWith, editableOf, isJsonObject, patchOf, type Actor, type JsonObject, type Twin, type TwinAddress, type TwinEdit } from '#core';
import type { LocateTwin } from './locate-twin.js';
import { twinThatIs } from './read-twin.js';
import type { WriteTwin } from './write-twin.js';

/** An undo that meets another edit which does not concern it is made again, so often. */
const TRIES = 4;

/** Takes an edit back, as a new edit. */
export class UndoEdit {
  constructor(
    private readonly locate: LocateTwin,
    private readonly twins: DeviceTwins,
    private readonly history: TwinHistory,
    private readonly write: WriteTwin,
  ) {}

  /**
   * The twin with what the edit changed as it was before; what else was changed since stays. Throws NotFound, EditNotDone, and
   * UndoConflicts when something that the edit changed was changed again.
   */
  async run(actor: Actor, address: TwinAddress, id: bigint): Promise<Twin> {
    const connection = await this.locate.run(actor, 'twin:write', address);
    const edit = await this.history.find(address, id);
    if (!edit) throw new NotFound(`There is no edit ${id} of this twin.`);
    if (edit.state !== 'done') throw new EditNotDone(`The edit ${id} is ${edit.state}: only one that took effect can be taken back.`);

    const write = { connection, address, kind: 'undo', undoes: id, by: actor.name } as const;
    for (let left = TRIES - 1; ; left--) {
      const now = await twinThatIs(this.twins, connection, address);
      refuseConflicts(edit, now);
      try {
        return await this.write.run(write, now, { how: 'patch', ...partsOf(edit) });
      } catch (error) {
        if (!(error instanceof TwinIsStale) || left === 0) throw error;
      }
    }
  }
}

function refuseConflicts({ id, changes }: TwinEdit, now: Twin): void {
  const pointers = conflictsWith(changes, editableOf(now));
  if (pointers.length === 0) return;
  throw new UndoConflicts(`What edit ${id} changed was changed again since: ${pointers.slice(0, 5).join(', ').slice(0, 400)}. Take the newer edits back first, or edit the twin.`, pointers);
}

function partsOf({ changes }: TwinEdit): { desired: JsonObject | null; tags: JsonObject | null } {
  const patch = patchOf(changes, 'before');
  const part = (name: string): JsonObject | null => {
    const value = patch.get(name);
    return isJsonObject(value) ? value : null;
  };
  return { desired: part('desired'), tags: part('tags') };
}
