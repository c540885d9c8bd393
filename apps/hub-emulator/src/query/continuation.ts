import { createHash } from 'node:crypto';
import { z } from 'zod';
import { argumentInvalid } from '../http/hub-error.js';

/** Where a page ended. Devices come in the order of their creation, so a place stays one when others come and go. */
export const Place = z.strictObject({
  /** Creation of the last device of the page; those of one bulk share it. 0 for rows that are only counted. */
  createdAt: z.number(),
  deviceId: z.string(),
  moduleId: z.string().optional(),
  /** Rows given so far. */
  given: z.int().min(0),
});
export type Place = z.infer<typeof Place>;

const Token = z.strictObject({ bound: z.string(), place: Place });

/** What a continuation belongs to. Source: Azure/Industrial-IoT issue 522. */
export interface Bound {
  readonly query: string;
  readonly pageSize: number;
}

/** Writes a place as a token that is good for this query and page size only. */
export function writeContinuation(place: Place, bound: Bound): string {
  return Buffer.from(JSON.stringify({ bound: digest(bound), place })).toString('base64');
}

/** Reads a token. Throws 400 ArgumentInvalid when it is none, or one of another query or page size. */
export function readContinuation(token: string, bound: Bound): Place {
  const read = Token.safeParse(parse(token));
  if (!read.success) throw argumentInvalid('The continuation token is invalid.');
  if (read.data.bound !== digest(bound)) throw argumentInvalid('The continuation token belongs to another query or page size.');
  return read.data.place;
}

function digest({ query, pageSize }: Bound): string {
  return createHash('sha256').update(`${pageSize} ${query}`).digest('base64url').slice(0, 16);
}

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
