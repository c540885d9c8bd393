import type { z } from 'zod';
import { Refusal } from '#core';
import { refuseBody } from './refuse-issues.js';

/** The bytes are no JSON document. The text does not quote them. */
export class InvalidJson extends Refusal {
  readonly code = 'invalid-json';
}

/** Reads the bytes of a body by their schema; no bytes are an empty object. Throws InvalidJson, and InvalidRequest with a pointer to every flaw. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, bytes: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(readJson(bytes));
  if (parsed.success) return parsed.data;
  throw refuseBody(parsed.error.issues);
}

function readJson(bytes: unknown): unknown {
  if (!(bytes instanceof Uint8Array) || bytes.length === 0) return {};
  try {
    // Strict: a character that is no UTF-8 would be replaced, and a name would not be what was sent.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new InvalidJson('The body is not a JSON document in UTF-8.');
  }
}
