import type { z } from 'zod';
import { InvalidRequest } from '#core';
import { parseQuery } from './parse-query.js';

/** Reads a body, which comes as bytes, as JSON by its schema. Throws InvalidRequest that names every field that is wrong. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  return parseQuery(schema, readJson(body));
}

function readJson(body: unknown): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body as Uint8Array));
  } catch (error) {
    throw new InvalidRequest('The body must be JSON in UTF-8.', { cause: error });
  }
}
