import type { Instant } from '../instant.js';
import type { Switches } from '../switches.js';
import { checkShape, checkSize } from './check-limits.js';
import { mergeValues } from './merge-values.js';
import { patchSection, replaceSection, type Twin, type TwinParts } from './twin.js';

type TwinRules = Pick<Switches, 'twinLimitStatus' | 'replaceTwinMissingPart' | 'reportedRaisesVersion'>;

/**
 * The twin after tags and desired properties were merged in; the same twin when there is nothing to merge. Throws when a
 * limit is passed.
 */
export function patchTwin(twin: Twin, { tags = {}, desired = {} }: TwinParts, at: Instant, rules: TwinRules): Twin {
  if (Object.keys(tags).length === 0 && Object.keys(desired).length === 0) return twin;
  checkShape({ tags, desired }, rules.twinLimitStatus);
  return raised(twin, { tags: mergeValues(twin.tags, tags), desired: patchSection(twin.desired, desired, at) }, rules);
}

/** The twin after tags and desired properties were replaced. Throws when a limit is passed. */
export function replaceTwin(twin: Twin, parts: TwinParts, at: Instant, rules: TwinRules): Twin {
  checkShape(parts, rules.twinLimitStatus);
  const missing = rules.replaceTwinMissingPart === 'clear' ? {} : undefined;
  const tags = parts.tags ?? missing;
  const desired = parts.desired ?? missing;
  return raised(
    twin,
    {
      tags: tags ? mergeValues(undefined, tags) : twin.tags,
      desired: desired ? replaceSection(twin.desired, desired, at) : twin.desired,
    },
    rules,
  );
}

/** The first parts of a new device's twin, checked. Throws when a limit is passed. */
export function checkFirstParts(parts: TwinParts, rules: TwinRules): TwinParts {
  checkShape(parts, rules.twinLimitStatus);
  checkSize(parts, rules.twinLimitStatus);
  return parts;
}

/** The twin after the device reported. Its etag stays: it covers only what the back end writes. Throws when a limit is passed. */
export function reportProperties(twin: Twin, patch: NonNullable<TwinParts['reported']>, at: Instant, rules: TwinRules): Twin {
  checkShape({ reported: patch }, rules.twinLimitStatus);
  const reported = patchSection(twin.reported, patch, at);
  if (!reported) return twin;
  checkSize({ reported: reported.values }, rules.twinLimitStatus);
  return { ...twin, version: twin.version + (rules.reportedRaisesVersion ? 1 : 0), reported };
}

function raised(twin: Twin, { tags, desired }: { tags: Twin['tags']; desired: Twin['desired'] }, rules: TwinRules): Twin {
  checkSize({ tags, desired: desired?.values }, rules.twinLimitStatus);
  const { reported } = twin;
  return {
    etag: twin.etag + 1,
    version: twin.version + 1,
    ...(tags && { tags }),
    ...(desired && { desired }),
    ...(reported && { reported }),
  };
}
