import type { Instant } from '../instant.js';
import { formatInstant } from '../instant.js';
import { isJsonObject, memberOf, setMember, type JsonObject } from '../json.js';

/** When a property, or anything below it, last changed, and in which version of its section. */
export interface Stamp {
  readonly at: Instant;
  readonly version?: number;
  readonly members?: Readonly<Record<string, Stamp>>;
}

/**
 * The stamps after a patch: every level that the patch passes through is stamped anew, what it removes is forgotten,
 * its neighbours keep their stamps. A value that the patch repeats unchanged is stamped too.
 */
export function restamp(stamp: Stamp | undefined, patch: JsonObject, mark: { readonly at: Instant; readonly version: number }): Stamp {
  const members: Record<string, Stamp> = { ...stamp?.members };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete members[key];
    } else {
      setMember(members, key, isJsonObject(value) ? restamp(memberOf(stamp?.members, key), value, mark) : mark);
    }
  }
  return Object.keys(members).length === 0 ? mark : { ...mark, members };
}

/** The stamps as `$metadata` shows them. */
export function showStamp({ at, version, members }: Stamp): object {
  const shown: Record<string, unknown> = { $lastUpdated: formatInstant(at) };
  if (version !== undefined) shown['$lastUpdatedVersion'] = version;
  for (const [key, member] of Object.entries(members ?? {})) setMember(shown, key, showStamp(member));
  return shown;
}
