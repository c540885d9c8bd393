import { Secret } from '#core';
import { withoutSecrets } from './without-secrets.js';

/**
 * What a line of the log may show beside its sentence. A field that is not named here may hold anything, a secret too, so its type is printed
 * in its place: name it here once it is known that it never does.
 */
const PRINTED: ReadonlySet<string> = new Set([
  ...['tenantId', 'deviceId', 'moduleId', 'eventId', 'passId', 'runId', 'sourceId', 'receiverId', 'tokenId', 'grantId', 'traceId', 'requestId'],
  ...['actor', 'to', 'role', 'scope', 'queue', 'connection', 'address', 'method', 'route', 'path', 'status', 'ms'],
  ...['kind', 'state', 'phase', 'outcome', 'reason', 'now', 'since', 'detail', 'error', 'err', 'attempts', 'afterMs', 'devices', 'urgency', 'app'],
]);

/** The deepest cause that is looked for. */
const MOST_CAUSES = 4;

/** The fields as they may be printed. */
export const printableFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, PRINTED.has(name) ? printable(value) : typeName(value)]));

/** Plain values as they are, texts without what looks like a secret, errors by name, message and place. Whatever holds more is no field of a line. */
function printable(value: unknown): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return printableError(value);
  if (value instanceof Secret) return '[secret]';
  return typeName(value);
}

/** Nothing but these: libraries hang requests, headers and parameters on what they throw. */
function printableError(error: Error, depth = 1): object {
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  return {
    name: withoutSecrets(String(name)),
    message: withoutSecrets(String(message)),
    ...(typeof code === 'string' && { code: withoutSecrets(code) }),
    ...(typeof stack === 'string' && { stack: withoutSecrets(stack) }),
    ...(cause instanceof Error && depth < MOST_CAUSES && { cause: printableError(cause, depth + 1) }),
  };
}

const typeName = (value: unknown): string => `[${value === null ? 'null' : Array.isArray(value) ? 'list' : value instanceof Secret ? 'secret' : typeof value}]`;
