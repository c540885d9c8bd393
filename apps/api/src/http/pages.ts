import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { InvalidRequest } from '#core';

export const MAX_PAGE = 500;

/** The number of a row, as a cursor carries it. */
export const RowId = z.string().regex(/^\d{1,19}$/).transform(BigInt).refine((id) => id < 2n ** 63n);

/** How a page is asked for. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(2_000).optional().meta({ description: 'Where the page begins, from the link `next` of the page before. It means nothing outside of this API.' }),
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(100).meta({ description: 'How many at most.' }),
});

export type PageQuery = z.infer<typeof PageQuery>;

/** One more than the page holds is asked for: so it is known whether another page follows. */
export interface Wish<Key> {
  after: Key | null;
  limit: number;
}

/** What the cursor names, checked by the schema of the key that it stands for. Throws InvalidRequest. */
export function wishOf<Key>({ cursor, limit }: z.infer<typeof PageQuery>, key: z.ZodType<Key>): Wish<Key> {
  if (cursor === undefined) return { after: null, limit: limit + 1 };
  const read = key.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (read.success) return { after: read.data, limit: limit + 1 };
  const detail = 'is not one that this API gave out; follow the link of the page before';
  throw new InvalidRequest(`cursor: ${detail}`, [{ parameter: 'cursor', detail }]);
}

/** Cuts the page to its size and links to the first one and the next (RFC 8288). */
export function pageOf<Row>(request: FastifyRequest, reply: FastifyReply, rows: readonly Row[], { limit, keyOf }: { limit: number; keyOf: (row: Row) => string }): Row[] {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const links = [linkTo(request.url, null, 'first'), ...(last ? [linkTo(request.url, Buffer.from(keyOf(last)).toString('base64url'), 'next')] : [])];
  void reply.header('link', links.join(', '));
  return page;
}

function linkTo(url: string, cursor: string | null, relation: string): string {
  const [path = '', search = ''] = url.split('?');
  const query = new URLSearchParams(search);
  query.delete('cursor');
  if (cursor !== null) query.set('cursor', cursor);
  return `<${path}${query.size > 0 ? `?${query}` : ''}>; rel="${relation}"`;
}
