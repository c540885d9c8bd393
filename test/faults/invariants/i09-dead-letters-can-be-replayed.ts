import type { Evidence, LetterEvidence, Replay } from './evidence.js';
import type { Invariant } from './invariant.js';

/** The source of letters about a device that was given up. */
const DEVICE_LETTERS = 'device';

/** Dead letters are complete and can be replayed. That what a replay wakes comes to rest as the fleet wants it, I1 says: it looks afterwards. */
export const I9: Invariant = {
  id: 'I9',
  sentence: 'A dead letter says why, how often, and when first and last; taken in once more it is answered, or stays for the same reason.',
  violations: ({ letters, replay }) => [...letters.flatMap(notWhole), ...(replay ? notReplayed(replay, letters) : [])],
};

function notWhole({ deviceId, reason, detail, attempts, firstAt, lastAt }: LetterEvidence): string[] {
  const isWhole = reason !== '' && detail !== '' && attempts >= 1 && firstAt <= lastAt;
  return isWhole ? [] : [`a dead letter of ${deviceId ?? 'no device'} is not whole: '${reason}', '${detail}', ${attempts} attempts, from ${firstAt} to ${lastAt}`];
}

function notReplayed(replay: Replay, letters: Evidence['letters']): string[] {
  const { before, matched, replayed, failed } = replay;
  const after = new Map(letters.map((letter) => [letter.id, letter]));
  const wrong = before.flatMap((letter) => wrongWith(letter, { after: after.get(letter.id), failed: failed.find(({ id }) => id === letter.id) }) ?? []);
  const isAll = matched === before.length && replayed + failed.length === before.length;
  return isAll ? wrong : [`of ${before.length} open letters ${matched} were meant, ${replayed} replayed and ${failed.length} failed`, ...wrong];
}

interface Came {
  after: LetterEvidence | undefined;
  failed: { reason: string } | undefined;
}

function wrongWith({ id, reason, sourceId, attempts }: LetterEvidence, { after, failed }: Came): string | null {
  const letter = `the dead letter ${id} (${reason})`;
  if (!after) return `${letter} is gone after its replay`;
  if (!after.isOpen) return failed ? `${letter} failed again and counts as answered` : null;
  // A device that is given up again has its letter opened again.
  if (!failed && sourceId !== DEVICE_LETTERS) return `${letter} was replayed and is still open`;
  if (after.reason !== reason || (failed && failed.reason !== reason)) return `${letter} failed again for another reason: ${failed?.reason ?? after.reason}`;
  return after.attempts === attempts + 1 ? null : `${letter} was tried ${attempts} times before its replay and ${after.attempts} after it`;
}
