import { z } from 'zod';
import { DeviceId } from '#core';

/** Names a twin in the path. Modules are named by the same rule as devices. */
export const TwinPath = z.object({ deviceId: DeviceId, moduleId: DeviceId.optional() });

export const HistoryQuery = z.object({
  /** Only edits older than the one of this id. */
  before: z.coerce.bigint().min(0n).max(2n ** 63n - 1n).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const EditId = z.coerce.bigint().min(0n).max(2n ** 63n - 1n);

/** Any JSON object. Its numbers may have more digits than a number of JavaScript. */
const Properties = z.record(z.string(), z.unknown());

/** The body of PATCH, a JSON merge patch (RFC 7396): null removes a member. At least one of the two parts. */
export const TwinPatch = z.strictObject({ desired: Properties.optional(), tags: Properties.optional() });

/** The body of PUT: each part takes the place of the present one. A part that is left out stays as it is. */
export const TwinReplacement = TwinPatch;

/** A twin without the hub's own notes. The header ETag names its version. */
export const TwinResponse = z.strictObject({
  deviceId: z.string(),
  moduleId: z.string().optional(),
  etag: z.string(),
  /** Counts the writes to desired and tags. */
  version: z.number(),
  desiredVersion: z.number().nullable(),
  reportedVersion: z.number().nullable(),
  status: z.enum(['enabled', 'disabled']).nullable(),
  connectionState: z.string().nullable(),
  /** When the hub last heard of it; null when it never did. */
  lastActivityAt: z.string().nullable(),
  desired: Properties,
  reported: Properties,
  tags: Properties,
});

/** One edit: where it changed something, from what and to what. `before` is missing where it added, `after` where it removed. */
export const TwinEditResponse = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  kind: z.enum(['edit', 'undo']),
  undoes: z.string().nullable(),
  state: z.enum(['begun', 'done', 'refused', 'unknown']),
  changes: z.array(z.strictObject({ at: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
  versionBefore: z.number(),
  etagBefore: z.string(),
  etagAfter: z.string().nullable(),
});

export const TwinHistoryResponse = z.strictObject({ items: z.array(TwinEditResponse) });
