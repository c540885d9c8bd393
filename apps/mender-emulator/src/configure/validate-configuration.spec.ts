import { describe, expect, it } from '@jest/globals';
import { validateConfiguration } from './validate-configuration.js';

describe('the body of a configuration', () => {
  it.each`
    because                    | body
    ${'it is not an object'}   | ${['a']}
    ${'it is nothing'}         | ${null}
    ${'a value is a number'}   | ${{ a: 1 }}
    ${'a value is too long'}   | ${{ a: 'x'.repeat(4097) }}
    ${'a key is empty'}        | ${{ '': 'x' }}
    ${'a key is too long'}     | ${{ ['k'.repeat(4097)]: 'x' }}
  `('is refused because $because', ({ body }) => {
    expect(() => validateConfiguration(body)).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('is taken with values of up to 4096 characters', () => {
    const body = { a: 'x'.repeat(4096), b: '' };
    expect(validateConfiguration(body)).toBe(body);
  });
});
