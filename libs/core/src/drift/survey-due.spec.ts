import { describe, expect, it } from '@jest/globals';
import { isSurveyDue, sweepPerMinute, type SurveyFacts } from './survey-due.js';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

/** A hundred thousand devices on the smallest paid hub, as we hold them, surveyed an hour ago. */
const facts = (odd: Partial<SurveyFacts> = {}): SurveyFacts => ({
  edition: { sku: 'S1', units: 1 },
  counted: { enabled: 90_000, disabled: 10_000 },
  held: { enabled: 90_000, disabled: 10_000 },
  intervalMs: QUARTER_MS,
  surveyedAgoMs: HOUR_MS,
  ...odd,
});

describe('whether a hub is worth a survey', () => {
  it.each([
    { because: 'the hub is too large and counts what we hold', facts: facts(), then: false },
    { because: 'it counts one enabled less', facts: facts({ counted: { enabled: 89_999, disabled: 10_000 } }), then: true },
    { because: 'it counts one disabled more', facts: facts({ counted: { enabled: 90_000, disabled: 10_001 } }), then: true },
    { because: 'it was never surveyed', facts: facts({ surveyedAgoMs: null }), then: true },
    { because: 'the last survey is a day ago', facts: facts({ surveyedAgoMs: 24 * HOUR_MS }), then: true },
    { because: 'a large edition has room for it', facts: facts({ edition: { sku: 'S3', units: 1 } }), then: true },
    { because: 'a small fleet fits', facts: facts({ counted: { enabled: 5_800, disabled: 0 }, held: { enabled: 5_800, disabled: 0 } }), then: true },
    { because: 'a small fleet does not quite fit', facts: facts({ counted: { enabled: 5_900, disabled: 0 }, held: { enabled: 5_900, disabled: 0 } }), then: false },
  ])('$because → $then', ({ facts: known, then }) => expect(isSurveyDue(known)).toBe(then));

  it('takes at most a fifth of what the hub allows', () => {
    expect(sweepPerMinute({ sku: 'S1', units: 1 }, 'registry')).toBeCloseTo(19.6);
    expect(sweepPerMinute({ sku: 'S3', units: 2 }, 'queries')).toBeCloseTo(392);
  });
});
