import type { z } from 'zod';
import { Refusal } from './refusal.js';

/** A request as a route sees it. */
export interface RouteRequest {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly requestId: string;
  /** The parsed JSON body. Refuses with 400 when it is no JSON or broke off, with 413 when it is too long. */
  readonly json: () => Promise<unknown>;
}

/** An answer. `body` is sent as JSON, `text` as it is; with neither, nothing follows the headers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  readonly text?: string;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One method on one path; `:name` in the path matches one segment. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly run: (request: RouteRequest) => Reply | Promise<Reply>;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (location: string): Reply => ({ status: 201, headers: { Location: location } });
export const noContent: Reply = { status: 204 };

/** The body, checked against a schema. Refuses with 400 and the first thing that is wrong. */
export async function bodyOf<T>(request: RouteRequest, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await request.json());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, `malformed request body: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}`);
}
