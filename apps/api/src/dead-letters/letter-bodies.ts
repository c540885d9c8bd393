import { z } from 'zod';
import { REASONS, isReason, type DeadLetterSummary, type LetterFilter, type StoredLetter } from '#core';
import { PageQuery, RowId } from '../http/pages.js';
import { ShownBytes, showBytes } from './show-bytes.js';

const moment = z.iso.datetime();
const MOST_IDS = 500;

const filter = {
  reason: z.string().min(1).max(64).optional().meta({ description: 'Only letters with this reason.' }),
  sourceId: z.string().min(1).max(64).optional().meta({ description: 'Only letters of this source: an event source, `queue`, or `device` for devices that were given up.' }),
  deviceId: z.string().min(1).max(256).optional().meta({ description: 'Only letters about this device.' }),
};
const since = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional();

export const LetterQuery = PageQuery.extend({
  ...filter,
  since: since.meta({ description: 'Only letters that came last at this moment or later.' }),
  state: z.enum(['open', 'answered', 'all']).default('open').meta({ description: 'Open letters wait for somebody.' }),
});
export type LetterQuery = z.infer<typeof LetterQuery>;

export const ReplayRequest = z
  .strictObject({
    ids: z.array(RowId).min(1).max(MOST_IDS).optional().meta({ description: 'These letters, answered or not.' }),
    since: since.meta({ description: 'Open letters that came last at this moment or later.' }),
    all: z.literal(true).optional().meta({ description: 'Every open letter.' }),
    ...filter,
    dryRun: z.boolean().default(false).meta({ description: 'Only count them.' }),
    limit: z.int().min(1).max(MOST_IDS).default(100).meta({ description: 'How many in this request. Go on with the cursor of the answer.' }),
    cursor: RowId.optional().meta({ description: 'The `next` of the answer before.' }),
  })
  .refine(({ ids, since, all }) => [ids, since, all].filter((one) => one !== undefined).length === 1, { message: 'must name exactly one of ids, since and all' })
  .meta({ id: 'ReplayRequest' });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

export const ReplayResponse = z
  .object({
    matched: z.int().meta({ description: 'How many letters the request meant when it came in, before the cursor too as far as they are still open.' }),
    replayed: z.int(),
    failed: z.array(z.object({ id: z.string(), reason: z.string(), detail: z.string() })).meta({ description: 'Letters that stay open, and why.' }),
    next: z.string().nullable().meta({ description: 'Where to go on, while more may follow.' }),
  })
  .meta({ id: 'Replay' });

export const DismissRequest = z.strictObject({ reason: z.string().trim().min(1).max(500).meta({ description: 'Why nothing is to be done about it.' }) }).meta({ id: 'DismissRequest' });
export type DismissRequest = z.infer<typeof DismissRequest>;

const answer = z
  .object({ how: z.enum(['replayed', 'dismissed', 'revived']), at: moment, by: z.string(), note: z.string().nullable() })
  .nullable()
  .meta({ description: 'How it was answered; null while it is open. Revived: its device went on by an event.' });

export const DeadLetterResponse = z
  .object({
    id: z.string(),
    sourceId: z.string(),
    deviceId: z.string().nullable(),
    reason: z.string(),
    why: z.string().meta({ description: 'The reason as a sentence, with details where there are some.' }),
    detail: z.string(),
    attempts: z.int().meta({ description: 'How often it came, or how often its device was given up.' }),
    firstAt: moment,
    lastAt: moment,
    answer,
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetterResponse = z.infer<typeof DeadLetterResponse>;

export const DeadLetterPage = z.object({ items: z.array(DeadLetterResponse) }).meta({ id: 'DeadLetterPage' });

export const WholeDeadLetterResponse = DeadLetterResponse.extend({
  raw: ShownBytes.nullable().meta({ description: 'The bytes as they came in. Null without the permission deadletter:replay, for they may hold anything; and where the letter is about a device.' }),
}).meta({ id: 'WholeDeadLetter' });

export const filterOf = ({ reason, sourceId, deviceId, since }: Pick<LetterQuery, 'reason' | 'sourceId' | 'deviceId' | 'since'>): LetterFilter => ({
  ...(reason !== undefined && { reason }),
  ...(sourceId !== undefined && { sourceId }),
  ...(deviceId !== undefined && { deviceId }),
  ...(since && { since }),
});

export const deadLetterResponse = ({ id, sourceId, deviceId, reason, detail, attempts, firstAt, lastAt, answer }: DeadLetterSummary): DeadLetterResponse => ({
  id: String(id),
  sourceId,
  deviceId,
  reason,
  why: isReason(reason) ? `${REASONS[reason]} ${detail}` : detail,
  detail,
  attempts,
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
  answer: answer && { how: answer.how, at: answer.at.toISOString(), by: answer.by, note: answer.note },
});

export const wholeDeadLetterResponse = (letter: StoredLetter, withBytes: boolean): z.infer<typeof WholeDeadLetterResponse> => ({
  ...deadLetterResponse(letter),
  raw: withBytes && letter.raw.byteLength > 0 ? showBytes(letter.raw) : null,
});
