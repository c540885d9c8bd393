import createClient from 'openapi-fetch';
import type { components, paths } from '../../../../docs/openapi.generated.d.ts';
import { ApiProblem, unreachable, type ProblemBody } from './problem.js';

export type Schemas = components['schemas'];

/** Somebody else's page cannot send this header; it says that a change comes from ours. */
const OURS = { 'X-Lockstep-Csrf': '1' };

const sessionEnds = new EventTarget();

/** Calls back when the API no longer knows who we are. Answers with what ends that. */
export function onSessionEnd(heard: () => void): () => void {
  sessionEnds.addEventListener('end', heard);
  return () => sessionEnds.removeEventListener('end', heard);
}

/** The API as its OpenAPI document describes it. Wrap its calls in `answer`. */
export const api = createClient<paths>({ baseUrl: '/', headers: OURS, credentials: 'same-origin' });

interface Raw<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** What was asked for, with the headers that it came with. Throws ApiProblem. */
export async function answerOf<Data>(call: Promise<Raw<Data>>): Promise<{ data: NonNullable<Data>; headers: Headers }> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (response.ok) return { data: data as NonNullable<Data>, headers: response.headers };
  if (response.status === 401) sessionEnds.dispatchEvent(new Event('end'));
  throw new ApiProblem(isProblemBody(error) ? error : strange(response), response.headers);
}

/** What was asked for. Throws ApiProblem. */
export const answer = async <Data>(call: Promise<Raw<Data>>): Promise<NonNullable<Data>> => (await answerOf(call)).data;

const isProblemBody = (body: unknown): body is ProblemBody => typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;

/** Something between us and the API answered. */
const strange = ({ status, statusText, url }: Response): ProblemBody => ({
  type: 'about:blank',
  title: 'That was not Lockstep',
  status,
  detail: `Something on the way answered ${status} ${statusText}, in words that are not ours.`,
  instance: new URL(url, location.href).pathname,
  traceId: '',
});

/** The cursor of the next page, as the Link header names it (RFC 8288). */
export function nextCursor(headers: Headers): string | null {
  const [, target] = /<([^>]+)>;[^,]*rel="?next"?(?:,|;|$)/.exec(headers.get('link') ?? '') ?? [];
  return target ? new URL(target, 'http://api').searchParams.get('cursor') : null;
}
