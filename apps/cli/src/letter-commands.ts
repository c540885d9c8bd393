import type { INestApplicationContext } from '@nestjs/common';
import { DeadLetters, type DeadLetterSummary, type LetterFilter, type StoredLetter } from '#core';
import { ReplayLetters } from '#lifecycle';
import type { Command } from './command.js';
import { UsageError, type Call } from './read-call.js';
import { showProgress } from './show-progress.js';

const PAGE = 500;
const BATCH = 100;
const BY = 'command line';
const SHOWN_BYTES = 4_096;
const FILTER = '[--reason R] [--source ID] [--device ID]';

/** What could not be read or done, and what becomes of it. */
export const LETTER_COMMANDS: Readonly<Record<string, Command>> = {
  'dead-letters': {
    usage: `dead-letters [--all] [--since TIME] ${FILTER} [--before ID]`,
    does: `lists what could not be read or done, newest first, ${PAGE} at a time; with --all what was answered too`,
    run: async (app, call) => {
      const open = call.flag('all') ? {} : { open: true };
      const before = call.optional('before');
      const letters = await app.get(DeadLetters).list(call.tenant, { ...readFilter(call), ...readSince(call), ...open, before: before === null ? null : readId(before), limit: PAGE });
      return letters.length > 0 ? letters.map(letterLine) : ['No dead letters.'];
    },
  },
  'dead-letter': {
    usage: 'dead-letter ID',
    does: 'shows one dead letter with the bytes as they came in',
    run: async (app, { subject, tenant }) => {
      const letter = await find(app, tenant, subject('the id of the letter'));
      return [letterLine(letter), `  first ${letter.firstAt.toISOString()}, last ${letter.lastAt.toISOString()}`, ...rawLines(letter)];
    },
  },
  replay: {
    usage: `replay --all | --since TIME | ID... [--dry-run] ${FILTER}`,
    does: 'takes dead letters in once more, by the door by which they came; wakes devices that were given up',
    run: async (app, call) => {
      const wish = { tenantId: call.tenant, which: readWhich(call) };
      const matched = await app.get(ReplayLetters).count(wish);
      if (call.flag('dry-run')) return [`${matched} ${matched === 1 ? 'letter' : 'letters'} would be replayed.`];
      return replay(app, wish, matched);
    },
  },
  dismiss: {
    usage: 'dismiss ID --reason TEXT',
    does: 'lays a dead letter aside; should it come again it is open again',
    run: async (app, { option, subject, tenant }) => {
      const letter = await find(app, tenant, subject('the id of the letter'));
      await app.get(DeadLetters).answer(letter, { how: 'dismissed', by: BY, note: option('reason') });
      return ['Dismissed.'];
    },
  },
};

async function replay(app: INestApplicationContext, wish: { tenantId: string; which: LetterFilter }, matched: number): Promise<string[]> {
  const tell = showProgress(matched);
  const failed: string[] = [];
  let replayed = 0;
  let after: bigint | null = null;
  do {
    const part = await app.get(ReplayLetters).run({ ...wish, by: BY, after, limit: BATCH });
    replayed += part.replayed;
    failed.push(...part.failed.map(({ id, reason, detail }) => `${id}  ${reason}: ${detail}`));
    tell(replayed + failed.length);
    after = part.next;
  } while (after !== null);
  return [`${replayed} replayed, ${failed.length} failed again.`, ...failed];
}

async function find(app: INestApplicationContext, tenant: string, id: string): Promise<StoredLetter> {
  const letter = await app.get(DeadLetters).find(tenant, readId(id));
  if (!letter) throw new UsageError(`There is no dead letter ${id} in the tenant ${tenant}. List them with: dead-letters`);
  return letter;
}

function readWhich(call: Call): LetterFilter {
  const since = readSince(call);
  const named = [call.flag('all'), 'since' in since, call.subjects.length > 0].filter(Boolean);
  if (named.length !== 1) throw new UsageError('Name one of --all, --since TIME and the ids of letters.');
  return { ...readFilter(call), ...since, ...(call.subjects.length > 0 && { ids: call.subjects.map(readId) }) };
}

function readFilter({ optional }: Call): LetterFilter {
  const [reason, sourceId, deviceId] = [optional('reason'), optional('source'), optional('device')];
  return { ...(reason !== null && { reason }), ...(sourceId !== null && { sourceId }), ...(deviceId !== null && { deviceId }) };
}

function readSince({ optional }: Call): { since?: Date } {
  const text = optional('since');
  if (text === null) return {};
  const since = new Date(text);
  if (Number.isNaN(since.getTime())) throw new UsageError('--since must be a date and time, such as 2026-03-01T12:00:00Z.');
  return { since };
}

function readId(text: string): bigint {
  if (!/^\d{1,18}$/.test(text)) throw new UsageError(`${text} is not the id of a letter, which is a number.`);
  return BigInt(text);
}

const letterLine = ({ id, lastAt, reason, attempts, sourceId, deviceId, detail, answer }: DeadLetterSummary): string =>
  `${id}  ${lastAt.toISOString()}  ${reason} (${attempts}x, from ${sourceId}${deviceId === null ? '' : `, device ${deviceId}`}): ${detail}` +
  (answer ? `  ${answer.how} by ${answer.by} ${answer.at.toISOString()}${answer.note ? `: ${answer.note}` : ''}` : '');

/** Bytes that are no text could do anything to a terminal. */
function rawLines({ raw }: StoredLetter): string[] {
  if (raw.byteLength === 0) return [];
  const first = Buffer.from(raw.subarray(0, SHOWN_BYTES)).toString('utf8');
  const cut = raw.byteLength > SHOWN_BYTES ? [`  ... ${raw.byteLength} bytes in all`] : [];
  return [`  ${first.replace(/[\p{Control}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}`, ...cut];
}
