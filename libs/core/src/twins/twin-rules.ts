import { Refusal } from '../refusal.js';

/** What a twin cannot hold, each with the limit that it breaks. */
export const TWIN_RULES = [
  'twin-unreadable',
  'twin-part-unknown',
  'twin-too-large',
  'twin-too-deep',
  'twin-key-not-allowed',
  'twin-key-reserved',
  'twin-key-unsafe',
  'twin-text-too-long',
  'twin-number-out-of-range',
  'twin-null-in-list',
  'twin-null-not-stored',
  'twin-tag-is-ours',
] as const;
export type TwinRule = (typeof TWIN_RULES)[number];

/** A change that no hub would take, or that nobody may make. `pointer` leads to the place in what was sent (RFC 6901). */
export class TwinRuleBroken extends Refusal {
  override readonly facts: { pointer: string };

  constructor(
    readonly code: TwinRule,
    readonly pointer: string,
    message: string,
  ) {
    super(message);
    this.facts = { pointer };
  }
}
