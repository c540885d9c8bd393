import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

export const REQUEST_ID = 'x-men-requestid';

const LONGEST = 256;
const made = new WeakMap<object, string>();

/** What the caller calls this request, or a name that we make up for it. */
export function requestIdOf({ raw, headers }: Pick<FastifyRequest, 'raw' | 'headers'>): string {
  const given = headers[REQUEST_ID];
  if (typeof given === 'string' && given !== '') return given.slice(0, LONGEST);
  const known = made.get(raw) ?? randomUUID();
  made.set(raw, known);
  return known;
}
