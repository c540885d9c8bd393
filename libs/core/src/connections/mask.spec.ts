import { describe, expect, it } from '@jest/globals';
import { Secret } from '../secret.js';
import { isMasked, mask } from './mask.js';

describe('a masked secret', () => {
  it('shows four characters of a long one, and none of a short one', () => {
    expect(mask(new Secret('q83vEjRWeJCrze8SNFZ4'))).toBe('q83v********');
    for (const short of ['', 'abc', 'q83vEjRWeJCrze8SNFZ']) expect(mask(new Secret(short))).toBe('********');
  });

  it('is known when it comes back', () => {
    expect([mask(new Secret('x'.repeat(40))), mask(new Secret('x'))].map((masked) => isMasked(new Secret(masked)))).toEqual([true, true]);
    for (const text of ['q83vEjRWeJCrze8SNFZ4', '*******', 'a*b', '']) expect(isMasked(new Secret(text))).toBe(false);
  });
});
