import { types } from 'node:util';

/**
 * SQLSTATE classes that say "not now" and not "not so": connection failures, resources used up (disk, memory, connections),
 * shutdown and start-up, and the conflicts that a second try settles. Source: PostgreSQL, "Error Codes", appendix A.
 */
const AWAY_STATES = /^(08...|53...|57P0[1-5]|57014|40001|40P01|25006)$/;

const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
]);

/** pg gives these errors no code, only a text. */
const AWAY_TEXTS = ['Connection terminated', 'timeout exceeded when trying to connect', 'Client was closed', 'Client has encountered a connection error'];

/** Whether an error of pg or Prisma means that the database is away, in which case nothing was changed or may be repeated. */
export function isStoreAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; isError(at) && depth < 5; at = at.cause, depth++) {
    const { message } = at;
    if (codesOf(at).some((code) => AWAY_CODES.has(code) || AWAY_STATES.test(code))) return true;
    if ([at.severity, at.meta?.driverAdapterError?.cause?.severity].includes(LAST_WORD)) return true;
    if (AWAY_TEXTS.some((text) => message.includes(text))) return true;
    if (at.errors?.some(isStoreAway)) return true;
  }
  return false;
}

/**
 * The whole server goes down with this error, whatever its state: a write-ahead log that may not grow past a quota has that of an internal
 * error. Source: PostgreSQL, "Message Severity Levels".
 */
const LAST_WORD = 'PANIC';

interface DriverError extends Error {
  code?: unknown;
  severity?: unknown;
  /** Of an AggregateError: one for each address that was tried. */
  errors?: readonly unknown[];
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown; severity?: unknown } } };
}

/** An error of Node's own sockets is no `instanceof` ours where our code runs in a context of its own. */
const isError = (value: unknown): value is DriverError => types.isNativeError(value);

/** Prisma puts a code of its own in front of PostgreSQL's, and gives many states the same one. Source: Prisma, "Error reference". */
const codesOf = ({ code, meta }: DriverError): string[] =>
  [code, meta?.driverAdapterError?.cause?.originalCode].filter((one) => typeof one === 'string');
