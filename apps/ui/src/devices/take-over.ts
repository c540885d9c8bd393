/** Lines that are drawn, in their order, and for each of them the key of the elements that it is drawn in. */
export interface Drawn {
  ids: readonly string[];
  keys: readonly number[];
  /** The next key that nobody had. */
  next: number;
}

export const NOTHING_DRAWN: Drawn = { ids: [], keys: [], next: 0 };

/** Up to so many new lines it is quicker to make elements for them than to write all anew. */
const FEW = 5;

/**
 * In which elements lines are drawn. A line keeps its own while it stays in sight; where many are new at once, as after a jump, lines
 * take over those that are there, the first the first, and nothing is made or moved. Unless `mayTakeOver` says no, each is then that of another line.
 */
export function takeOver(before: Drawn, ids: readonly string[], mayTakeOver: () => boolean): Drawn {
  const own = new Map(before.ids.map((id, at) => [id, before.keys[at]!]));
  const many = ids.filter((id) => !own.has(id)).length > FEW && mayTakeOver();
  let { next } = before;
  const keys = ids.map((id, at) => (many ? before.keys[at] : own.get(id)) ?? next++);
  return { ids, keys, next };
}
