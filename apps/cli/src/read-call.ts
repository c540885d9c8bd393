import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { DEFAULT_TENANT, TenantId } from '#core';

/** The command was called in a way that it does not know. The message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One call of the command line, taken apart. */
export interface Call {
  command: string;
  help: boolean;
  tenant: string;
  /** An option that has to be there. Throws UsageError. */
  option(name: string): string;
  optional(name: string): string | null;
  /** Whether an option that has no value is there. */
  flag(name: string): boolean;
  /** What stands behind the command. Throws UsageError. */
  subject(what: string): string;
  /** All that stands behind the command. */
  subjects: readonly string[];
  /** A secret, read from standard input so that it stands in no list of processes. Throws UsageError. */
  input(what: string): Promise<string>;
}

/** Throws UsageError. */
export function readCall(argv: readonly string[]): Call {
  const { values, positionals } = parse(argv);
  const tenant = TenantId.safeParse(values.tenant ?? DEFAULT_TENANT);
  if (!tenant.success) throw new UsageError('--tenant must be 1 to 63 letters, digits, - or _.');
  const optional = (name: string): string | null => (values as Record<string, string | undefined>)[name] ?? null;

  return {
    command: positionals[0] ?? '',
    help: values.help ?? false,
    tenant: tenant.data,
    optional,
    flag: (name) => (values as Record<string, unknown>)[name] === true,
    option: (name) => optional(name) ?? fail(`--${name} is missing.`),
    subjects: positionals.slice(1),
    subject: (what) => positionals[1] ?? fail(`Name ${what}.`),
    input: async (what) => {
      if (process.stdin.isTTY) process.stderr.write(`Enter ${what}, then Ctrl-D on a line of its own:\n`);
      return (await text(process.stdin)).trim() || fail(`Nothing came in: send ${what} on standard input.`);
    },
  };
}

function parse(argv: readonly string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, all: { type: 'boolean' }, class: string, json: { type: 'boolean' }, apply: { type: 'boolean' }, 'dry-run': { type: 'boolean' }, tenant: string, group: string, since: string, reason: string, source: string, device: string, before: string, url: string, kind: string, name: string, role: string, after: string, scope: string, days: string, user: string, claim: string, token: string, sku: string, units: string },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): never {
  throw new UsageError(message);
}
