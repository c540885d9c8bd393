import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { InvalidRequest } from '#core';
import { parseQuery } from './parse-query.js';

const Page = z.object({ after: z.string().max(3).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });

describe('the query of a request', () => {
  it('is read by its schema', () => {
    expect(parseQuery(Page, { after: 'abc', limit: '7', other: 'x' })).toEqual({ after: 'abc', limit: 7 });
    expect(parseQuery(Page, {})).toEqual({ limit: 100 });
  });

  it('is refused with the name of every parameter that is wrong', () => {
    expect(() => parseQuery(Page, { after: 'abcd', limit: '0' })).toThrow(InvalidRequest);
    expect(() => parseQuery(Page, { after: 'abcd', limit: '0' })).toThrow(/^after: .+; limit: .+$/);
    expect(() => parseQuery(Page, null)).toThrow(/^query: /);
  });
});
