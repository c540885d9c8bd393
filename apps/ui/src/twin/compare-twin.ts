import { differenceOf } from './difference.js';
import type { Twin } from './read-twin.js';
import { inStretches, sideBySide, type Stretch } from './side-by-side.js';

/** Desired beside reported; how many places are not reported as they are wanted, and how many the device reports of its own. */
export interface Comparison {
  stretches: readonly Stretch[];
  open: number;
  own: number;
}

/** As many as fit on a usual screen. */
const STRETCH_LINES = 32;

const made = new WeakMap<Twin, Comparison>();

/** Compares the two parts of a twin, once for as long as somebody holds it. */
export function comparisonOf(twin: Twin): Comparison {
  const comparison = made.get(twin) ?? compare(twin);
  made.set(twin, comparison);
  return comparison;
}

function compare({ desired, reported }: Twin): Comparison {
  const changes = differenceOf(desired, reported);
  const own = changes.filter(({ before }) => before === undefined).length;
  return { stretches: inStretches(sideBySide(desired, reported), STRETCH_LINES), own, open: changes.length - own };
}
