import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { InvalidRequest } from '#core';
import { parseQuery } from './parse-query.js';

const Page = z.strictObject({ after: z.string().max(3).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) });

describe('the query of a request', () => {
  it('is read by its schema', () => {
    expect(parseQuery(Page, { after: 'abc', limit: '7' })).toEqual({ after: 'abc', limit: 7 });
    expect(parseQuery(Page, {})).toEqual({ limit: 100 });
  });

  it('is refused with every parameter that the route does not have, named where it looks like a name', () => {
    const flawsOf = (query: unknown): unknown => {
      try {
        return parseQuery(Page, query);
      } catch (error) {
        return error instanceof InvalidRequest ? error.facts.errors : error;
      }
    };
    const detail = 'is no parameter of this route';
    expect(flawsOf({ afer: 'abc', sort: 'x' })).toEqual([{ parameter: 'afer', detail }, { parameter: 'sort', detail }]);
    expect(flawsOf({ 'HostName=x;SharedAccessKey=y': '' })).toEqual([{ parameter: 'query', detail }]);
  });

  it('is refused with the name of every parameter that is wrong', () => {
    expect(() => parseQuery(Page, { after: 'abcd', limit: '0' })).toThrow(InvalidRequest);
    expect(() => parseQuery(Page, { after: 'abcd', limit: '0' })).toThrow(/^after: .+; limit: .+$/);
    expect(() => parseQuery(Page, null)).toThrow(/^query: /);
  });
});
