import { describe, expect, it } from '@jest/globals';
import { REASONS, isReason, type Reason } from './reasons.js';
import { sentenceOf } from './sentences.js';
import type { StepKind } from './steps.js';

const STEPS: readonly StepKind[] = [
  'create-identity',
  'adopt-identity',
  'set-status',
  'delete-identity',
  'deliver-connection',
  'note-delivery',
  'note-confirmation',
];
const reasons = (Object.keys(REASONS) as Reason[]).map((reason) => ({ reason }));

describe('a reason', () => {
  it.each(reasons)('$reason has sentences that begin with a capital and end with a full stop', ({ reason }) => {
    expect(REASONS[reason]).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
    expect(REASONS[reason]).not.toMatch(/ {2}|\.\.|!/);
  });

  it.each(reasons)('$reason is a word of small letters', ({ reason }) => expect(reason).toMatch(/^[a-z]+(-[a-z]+)*$/));

  it('says something that no other reason says', () => {
    const sentences = Object.values(REASONS);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it.each(['', 'constructor', 'toString', '__proto__', 'As-Wanted', 'as-wanted '])('is not %p', (text) => expect(isReason(text)).toBe(false));

  it.each(reasons)('is $reason', ({ reason }) => expect(isReason(reason)).toBe(true));
});

describe('a line of the story', () => {
  const line = { kind: 'began', step: null, reason: null, detail: null } as const;

  it.each(STEPS.flatMap((step) => [{ kind: 'began' as const, step }, { kind: 'done' as const, step }]))('$kind $step reads as sentences', ({ kind, step }) => {
    const sentence = sentenceOf({ ...line, kind, step, reason: 'missing-on-hub' });
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(sentence).not.toMatch(/ {2}|undefined|null/);
  });

  it.each([
    { entry: { ...line, kind: 'event' as const, detail: 'accept says accepted' }, says: 'An event came in: accept says accepted.' },
    { entry: { ...line, kind: 'event' as const }, says: 'An event came in: no details.' },
    { entry: { ...line, step: 'create-identity' as const, reason: 'missing-on-hub' as const }, says: `Creating the identity in the hub. ${REASONS['missing-on-hub']}` },
    { entry: { ...line, kind: 'done' as const, reason: 'as-wanted' as const }, says: REASONS['as-wanted'] },
    { entry: { ...line, kind: 'waits' as const, reason: 'hub-paused' as const }, says: `Waiting. ${REASONS['hub-paused']}` },
    { entry: { ...line, kind: 'rests' as const, reason: 'as-wanted' as const }, says: `In sync. ${REASONS['as-wanted']}` },
    { entry: { ...line, kind: 'failed' as const, reason: 'hub-is-away' as const, detail: 'It says 503.' }, says: `${REASONS['hub-is-away']} It says 503.` },
    { entry: { ...line, kind: 'died' as const, reason: 'hub-refuses-device' as const, detail: 'It says 400.' }, says: `Given up until somebody acts. ${REASONS['hub-refuses-device']} It says 400.` },
    { entry: { ...line, kind: 'waits' as const }, says: 'Waiting.' },
    { entry: { ...line, kind: 'began' as const }, says: '' },
  ])('of $entry.kind says "$says"', ({ entry, says }) => expect(sentenceOf(entry)).toBe(says));
});
