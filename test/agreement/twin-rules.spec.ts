import { describe, expect, it } from '@jest/globals';
import { NOTHING, TwinRuleBroken, changedParts, readTwinChange } from '#core';
import { TWIN_CASES } from '../../apps/ui/src/twin/twin-cases.js';

/** The code of the refusal with which the API answers, or null. */
function refusalOf(part: string, text: string): string | null {
  try {
    changedParts({ desired: NOTHING, tags: NOTHING }, readTwinChange('replace', `{"${part}":${text}}`));
    return null;
  } catch (error) {
    if (error instanceof TwinRuleBroken) return error.code;
    throw error;
  }
}

describe('what the API says of the same parts as the editor of the UI', () => {
  it.each(TWIN_CASES)('$because → $code', ({ part = 'desired', text, code }) => {
    expect(refusalOf(part, text)).toBe(code);
  });
});
