import { argumentInvalid } from '../http/hub-error.js';
import { readContinuation, writeContinuation, type Bound, type Place } from '../query/continuation.js';
import type { Call } from './operation.js';

/** What a page is bound to, and where it begins. */
export interface PageWish {
  readonly bound: Bound;
  /** What the caller asks for, cut to what the service gives. */
  readonly pageSize: number;
  readonly after: Place | undefined;
}

/** Reads x-ms-max-item-count and x-ms-continuation. Throws 400 ArgumentInvalid. */
export function readPageWish({ headers, switches }: Call, query: string): PageWish {
  const most = switches.queryPageMost;
  const pageSize = readSize(headers['x-ms-max-item-count'], most);
  const token = headers['x-ms-continuation'];
  const bound = { query, pageSize };
  return { bound, pageSize: Math.min(pageSize, most), after: typeof token === 'string' && token !== '' ? readContinuation(token, bound) : undefined };
}

/** The headers of a page. */
export function pageHeaders(itemType: string, next: Place | undefined, { bound }: PageWish): Record<string, string> {
  return { 'x-ms-item-type': itemType, ...(next && { 'x-ms-continuation': writeContinuation(next, bound) }) };
}

function readSize(text: string | readonly string[] | undefined, usual: number): number {
  if (text === undefined || text === '') return usual;
  if (typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw argumentInvalid('x-ms-max-item-count must be a number above 0.');
}
