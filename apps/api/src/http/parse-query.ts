import type { z } from 'zod';
import { refuseParameters } from './refuse-issues.js';

/** Reads the query of a request by its schema. Throws InvalidRequest that names every parameter that is wrong. */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw refuseParameters(parsed.error.issues, 'query');
}
