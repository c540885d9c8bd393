import { z } from 'zod';
import { DeviceId } from '#core';

/** Names a twin in the path. Modules are named by the same rule as devices. */
export const TwinPath = z.object({ deviceId: DeviceId, moduleId: DeviceId.optional() });

/** Any JSON object. Its numbers may have more digits than a number of JavaScript. */
const Properties = z.record(z.string(), z.unknown());
const parts = { desired: Properties.optional(), tags: Properties.optional() };

/** The body of PATCH. */
export const TwinPatch = z.strictObject(parts).meta({ description: 'A JSON merge patch (RFC 7396): null removes a member. At least one of the two parts.' });

/** The body of PUT. */
export const TwinReplacement = z.strictObject(parts).meta({ description: 'Each part takes the place of the present one. A part that is left out stays as it is.' });

/** A twin without the hub's own notes. The header ETag names its version. */
export const TwinResponse = z.strictObject({
  deviceId: z.string(),
  moduleId: z.string().optional(),
  etag: z.string(),
  version: z.number().meta({ description: 'Counts the writes to desired and tags.' }),
  desiredVersion: z.number().nullable(),
  reportedVersion: z.number().nullable(),
  status: z.enum(['enabled', 'disabled']).nullable(),
  connectionState: z.string().nullable(),
  lastActivityAt: z.string().nullable().meta({ description: 'When the hub last heard of it; null when it never did.' }),
  desired: Properties,
  reported: Properties,
  tags: Properties,
}).meta({ id: 'Twin' });

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
}).meta({ id: 'TwinEdit' });

export const TwinHistoryResponse = z.strictObject({ items: z.array(TwinEditResponse) }).meta({ id: 'TwinHistory' });
