import { describe, expect, it } from '@jest/globals';
import { atLeast, atMost } from './verdict.js';

const write = (figure: number): string => `${figure} %`;

describe('a verdict', () => {
  it.each([
    { figure: 95, passed: true },
    { figure: 94.9, passed: false },
    { figure: NaN, passed: false },
  ])('on $figure against at least 95 is $passed', ({ figure, passed }) => {
    expect(atLeast('share', figure, 95, write)).toEqual({ of: 'share', figure: write(figure), gate: '>= 95 %', passed });
  });

  it.each([
    { figure: 0, passed: true },
    { figure: 1, passed: false },
    { figure: NaN, passed: false },
  ])('on $figure against at most 0 is $passed', ({ figure, passed }) => {
    expect(atMost('refused', figure, 0, write)).toEqual({ of: 'refused', figure: write(figure), gate: '<= 0 %', passed });
  });
});
