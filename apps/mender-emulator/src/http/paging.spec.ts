import { describe, expect, it } from '@jest/globals';
import { linkHeaders, readPaging } from './paging.js';

const paging = (query: string) => readPaging(new URLSearchParams(query));

describe('the parameters of a page', () => {
  it('default to the first page of twenty', () => {
    expect(paging('')).toEqual({ page: 1, perPage: 20 });
  });

  it('take up to 500 a page', () => {
    expect(paging('page=3&per_page=500')).toEqual({ page: 3, perPage: 500 });
  });

  it.each`
    query             | message
    ${'page=0'}       | ${'invalid page query: value must be a non-zero positive integer'}
    ${'page=x'}       | ${'invalid page query: "x"'}
    ${'page=1.5'}     | ${'invalid page query: "1.5"'}
    ${'per_page=-1'}  | ${'invalid per_page query: value must be a non-zero positive integer'}
    ${'per_page=501'} | ${'parameter "per_page" above limit (max: 500)'}
  `('are refused as "$query"', ({ query, message }) => {
    expect(() => paging(query as string)).toThrow(expect.objectContaining({ status: 400, message }));
  });
});

describe('the links of a page', () => {
  const links = (page: number, hasNext: boolean, query = '') =>
    linkHeaders('/api/devices', new URLSearchParams(query), { page, perPage: 2 }, hasNext);

  it('name the first and the next page on the first one', () => {
    expect(links(1, true)).toEqual(['</api/devices?page=1&per_page=2>; rel="first"', '</api/devices?page=2&per_page=2>; rel="next"']);
  });

  it('name the first and the previous page on the last one', () => {
    expect(links(3, false)).toEqual(['</api/devices?page=1&per_page=2>; rel="first"', '</api/devices?page=2&per_page=2>; rel="prev"']);
  });

  it('keep every other parameter', () => {
    expect(links(1, false, 'status=pending&status=accepted')).toEqual([
      '</api/devices?page=1&per_page=2&status=pending&status=accepted>; rel="first"',
    ]);
  });
});
