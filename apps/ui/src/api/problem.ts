import type { components } from '../../../../docs/openapi.generated.d.ts';

export type ProblemBody = components['schemas']['Problem'];

/** What the API, or the way to it, answered instead of what was asked for. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly body: ProblemBody,
    /** What its headers said, such as the present ETag of a stale change. */
    readonly headers: Headers = new Headers(),
  ) {
    super(`${body.title}: ${body.detail}`);
  }

  /** The last part of its type: what to tell problems apart by. */
  get code(): string {
    return this.body.type.split('/').at(-1) ?? '';
  }

  get status(): number {
    return this.body.status;
  }
}

/** Whether this is the problem with that code. */
export const isProblem = (error: unknown, code: string): error is ApiProblem => error instanceof ApiProblem && error.code === code;

/** No answer came: the network, or a server that is starting. */
export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem({
    type: 'about:blank',
    title: 'Lockstep does not answer',
    status: 0,
    detail: `The request did not get through (${cause instanceof Error ? cause.message : String(cause)}). It is tried again; nothing that you typed is lost.`,
    instance: '',
    traceId: '',
  });
