import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeviceId, InvalidRequest } from '#core';
import { PageQuery, RowId, pageOf, wishOf } from './pages.js';

const cursor = (text: string): string => Buffer.from(text).toString('base64url');

function linksOf(url: string, rows: readonly string[], limit: number): { page: string[]; link: string } {
  let link = '';
  const reply = { header: (_name: string, value: string) => (link = value) } as unknown as FastifyReply;
  return { page: pageOf({ url } as FastifyRequest, reply, rows, { limit, keyOf: (row) => row }), link };
}

describe('a page', () => {
  it('is asked for with one row more than it holds', () => {
    expect(wishOf(PageQuery.parse({}), DeviceId)).toEqual({ after: null, limit: 101 });
    expect(wishOf(PageQuery.parse({ cursor: cursor('pump-7'), limit: '500' }), DeviceId)).toEqual({ after: 'pump-7', limit: 501 });
    expect(wishOf(PageQuery.parse({ cursor: cursor('42') }), RowId)).toEqual({ after: 42n, limit: 101 });
  });

  it.each([cursor(''), cursor('pump 7'), cursor('a'.repeat(129)), '%%%'])('does not begin at %s', (text) => {
    expect(() => wishOf(PageQuery.parse({ cursor: text }), DeviceId)).toThrow(InvalidRequest);
  });

  it.each(['-1', '1.5', '9223372036854775808', '1e3', 'x'])('does not begin at the row %s', (text) => {
    expect(() => wishOf(PageQuery.parse({ cursor: cursor(text) }), RowId)).toThrow(InvalidRequest);
  });

  it('links to the first and the next, and keeps what else was asked', () => {
    const { page, link } = linksOf('/api/v1/devices?sync=dead&cursor=old&limit=2', ['a', 'b', 'c'], 2);
    expect(page).toEqual(['a', 'b']);
    expect(link).toBe(`</api/v1/devices?sync=dead&limit=2>; rel="first", </api/v1/devices?sync=dead&limit=2&cursor=${cursor('b')}>; rel="next"`);
  });

  it('links to no next one when it is the last', () => {
    expect(linksOf('/api/v1/devices', ['a', 'b'], 2)).toEqual({ page: ['a', 'b'], link: '</api/v1/devices>; rel="first"' });
    expect(linksOf('/api/v1/devices', [], 2).page).toEqual([]);
  });
});
