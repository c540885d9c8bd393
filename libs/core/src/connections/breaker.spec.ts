import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Breaker, type Sign } from './breaker.js';

function open() {
  let now = 1_000;
  const breaker = new Breaker({ away: 'hub-is-away', refused: 'hub-refuses-credentials' }, () => now);
  /** The reasons for which it opened, one answer after the other. */
  const hear = (signs: readonly Sign[], everyMs = 10): string[] =>
    signs.flatMap((sign) => {
      now += everyMs;
      const trouble = breaker.note(sign, `it is ${sign}`);
      return trouble ? [trouble.reason] : [];
    });
  return { breaker, hear, pass: (ms: number) => (now += ms) };
}

const times = (count: number, sign: Sign): Sign[] => Array<Sign>(count).fill(sign);

describe('the breaker of a connection', () => {
  it.each<{ because: string; signs: Sign[]; everyMs?: number; opens: string[] }>([
    { because: 'all is well', signs: times(100, 'well'), opens: [] },
    { because: 'two bad answers prove nothing', signs: times(2, 'away'), opens: [] },
    { because: 'a third does', signs: times(3, 'away'), opens: ['hub-is-away'] },
    { because: 'of many good answers only the last ones count', signs: [...times(500, 'well'), ...times(18, 'away')], opens: ['hub-is-away'] },
    { because: 'not enough of the last ones are bad', signs: [...times(500, 'well'), ...times(17, 'away')], opens: [] },
    { because: 'every second answer is good', signs: Array.from({ length: 200 }, (_, n): Sign => (n % 2 ? 'well' : 'away')), opens: [] },
    { because: 'what is long ago counts no more', signs: times(50, 'away'), everyMs: 16_000, opens: [] },
    { because: 'a single device that tries again and again is enough', signs: times(3, 'away'), everyMs: 8_000, opens: ['hub-is-away'] },
    { because: 'refused credentials are refused for all', signs: [...times(500, 'well'), 'refused'], opens: ['hub-refuses-credentials'] },
  ])('opens for $opens where $because', ({ signs, everyMs, opens }) => {
    expect(open().hear(signs, everyMs)).toEqual(opens);
  });

  it('takes an answer about many devices for two, and no more', () => {
    const { breaker, hear } = open();
    expect(breaker.note('away', 'a bulk', 100)).toBeNull();
    expect(hear(['away'])).toEqual(['hub-is-away']);
  });

  it('is not opened by bad answers about many devices while as many are good', () => {
    const { breaker } = open();
    for (let n = 0; n < 50; n++) expect(breaker.note(n % 2 ? 'well' : 'away', 'a bulk', 100)).toBeNull();
  });

  it('holds calls for a while after it opened, and tells of it once', () => {
    const { breaker, hear, pass } = open();
    expect(breaker.held).toBeNull();
    expect(hear(times(15, 'away'))).toEqual(['hub-is-away']);
    expect(breaker.held).toEqual({ reason: 'hub-is-away', detail: 'it is away' });
    pass(5_000);
    expect(breaker.held).toBeNull();
    expect(hear(times(5, 'well'))).toEqual([]);
  });

  it('holds a call for longer that was in line when it opened', () => {
    const { breaker, hear, pass } = open();
    const before = 1_000;
    hear(times(3, 'away'));
    pass(60_000);
    expect([breaker.heldFor(before), breaker.heldFor(before + 60_000)]).toEqual([{ reason: 'hub-is-away', detail: 'it is away' }, null]);
  });

  it('opens again where nothing got better meanwhile', () => {
    const { hear, pass } = open();
    hear(['refused']);
    pass(5_000);
    expect(hear(['refused'])).toEqual(['hub-refuses-credentials']);
  });

  it('does not open for a hub that fails with every third call', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 500 }), (first, count) => {
        expect(open().hear(Array.from({ length: count }, (_, n): Sign => ((n + first) % 3 === 0 ? 'away' : 'well')))).toEqual([]);
      }),
    );
  });
});
