import { timingSafeEqual } from 'node:crypto';

/**
 * True when at least one of the given texts equals one of the expected ones. Every pair is compared, so the time tells
 * neither which pair was equal nor where two texts differ. Lengths are no secret.
 */
export function someAreEqual(expected: readonly string[], given: readonly string[]): boolean {
  let found = false;
  for (const one of expected) {
    for (const other of given) found = areEqual(one, other) || found;
  }
  return found;
}

function areEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
