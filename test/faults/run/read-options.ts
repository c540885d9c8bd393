import { parseArgs } from 'node:util';

/** Words that cannot be followed; the message says which and what is possible. */
export class BadOption extends Error {
  override readonly name = 'BadOption';
}

type Described = Readonly<Record<string, { readonly type: 'string'; readonly default: string }>>;

/** The options with their defaults. Throws BadOption for one that there is not. */
export function parse<Options extends Described>(args: readonly string[], options: Options): Record<keyof Options, string> {
  try {
    return parseArgs({ args: [...args], options }).values as unknown as Record<keyof Options, string>;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
}

/** Those that are named, divided by commas. Throws BadOption. */
export function listOf<T>(option: string, text: string, possible: readonly T[], nameOf: (item: T) => string): T[] {
  const names = text.split(',');
  const wrong = names.find((name) => !possible.some((item) => nameOf(item) === name));
  if (wrong !== undefined) throw new BadOption(`--${option} ${wrong}: write one or more of ${possible.map(nameOf).join(', ')}, divided by commas`);
  return possible.filter((item) => names.includes(nameOf(item)));
}

/** A whole number from `least`. Throws BadOption. */
export function numberOf(option: string, text: string, least = 1): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new BadOption(`--${option} ${text}: write a whole number from ${least}`);
}
