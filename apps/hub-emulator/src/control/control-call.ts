import { z } from 'zod';
import type { Answer } from '../http/answer.js';
import type { Hub } from '../hubs/hub.js';
import type { Emulator } from '../serve/emulator.js';

/** A request to the control API, taken apart. */
export interface ControlCall {
  readonly emulator: Emulator;
  /** What stands in the place of `{…}` in the path; empty when there is no such place. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** One route of the control API. Everything under `/emulator/` is open to whoever reaches the port: it is meant for the machine itself. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** At most one segment in braces. */
  readonly path: string;
  run(call: ControlCall): Answer | Promise<Answer>;
}

/** A request to the control API that cannot be done; the message says why. */
export class ControlRefusal extends Error {
  override readonly name = 'ControlRefusal';

  constructor(
    readonly status: 400 | 404 | 405,
    message: string,
  ) {
    super(message);
  }
}

/** Reads the body by a schema. Throws ControlRefusal 400 that lists every problem. */
export function readBodyAs<T>(schema: z.ZodType<T>, body: Buffer): T {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  throw new ControlRefusal(400, z.prettifyError(parsed.error));
}

/** The hub that the query or the path names; without a name the first. Throws ControlRefusal 404. */
export function findHub({ hubs }: Emulator, name: string | null): Hub {
  const hub = name ? hubs.get(name.toLowerCase()) : hubs.values().next().value;
  if (hub) return hub;
  throw new ControlRefusal(404, `There is no hub '${name}'. Hubs: ${[...hubs.keys()].join(', ')}`);
}

/** A number in the query, within limits. Throws ControlRefusal 400. */
export function readNumber(query: URLSearchParams, name: string, { usual, most }: { usual: number; most: number }): number {
  const text = query.get(name);
  if (text === null) return usual;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new ControlRefusal(400, `${name} must be a number from 1 to ${most}`);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ControlRefusal(400, 'The body must be JSON');
  }
}
