import { Refusal } from './refusal.js';

export interface Paging {
  readonly page: number;
  readonly perPage: number;
}

const MOST_PER_PAGE = 500;

/** `page` from 1 (default 1) and `per_page` from 1 to 500 (default 20). Refuses anything else with 400, in Mender's words. */
export function readPaging(query: URLSearchParams): Paging {
  const perPage = readNumber(query, 'per_page', 20);
  if (perPage > MOST_PER_PAGE) throw new Refusal(400, `parameter "per_page" above limit (max: ${MOST_PER_PAGE})`);
  return { page: readNumber(query, 'page', 1), perPage };
}

/**
 * The `Link` headers of a page, one each for first, prev and next; paths only, parameters in alphabetical order.
 * `next` is there only when more follows. Source: Mender's management APIs.
 */
export function linkHeaders(path: string, query: URLSearchParams, { page, perPage }: Paging, hasNext: boolean): string[] {
  const link = (rel: string, number: number): string => {
    const linked = new URLSearchParams(query);
    linked.set('per_page', String(perPage));
    linked.set('page', String(number));
    linked.sort();
    return `<${path}?${linked}>; rel="${rel}"`;
  };
  return [link('first', 1), ...(page > 1 ? [link('prev', page - 1)] : []), ...(hasNext ? [link('next', page + 1)] : [])];
}

function readNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  if (!/^[+-]?\d{1,15}$/.test(text)) throw new Refusal(400, `invalid ${name} query: "${text}"`);
  const number = Number(text);
  if (number < 1) throw new Refusal(400, `invalid ${name} query: value must be a non-zero positive integer`);
  return number;
}
