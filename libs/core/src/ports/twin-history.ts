import type { TwinAddress } from '../twins/twin.js';
import type { EditEnd, NewTwinEdit, TwinEdit } from '../twins/twin-edit.js';

/** Who changed which twin, and how. */
export abstract class TwinHistory {
  /** Writes down what is about to be tried, before it is tried; answers with the edit's id. Throws StoreIsAway. */
  abstract begin(edit: NewTwinEdit): Promise<bigint>;

  /**
   * Writes down how an edit ended, with a line in the device's story when it is done. False, and nothing is changed, when that is
   * known already.
   */
  abstract settle(id: bigint, end: EditEnd): Promise<boolean>;

  abstract find(address: TwinAddress, id: bigint): Promise<TwinEdit | null>;

  /** The edits of a twin, newest first, before the one named, at most `limit`. */
  abstract list(address: TwinAddress, page: { before: bigint | null; limit: number }): Promise<TwinEdit[]>;

  /** Edits whose end nobody knows: `unknown`, and `begun` before this moment. The oldest first, at most 20. */
  abstract inDoubt(address: TwinAddress, begunBefore: Date): Promise<TwinEdit[]>;
}
