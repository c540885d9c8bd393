import { z } from 'zod';
import { tagValuesOf, type HubCounts, type HubEntry, type SurveyPage } from '#core';

const Counts = z.object({ enabledDeviceCount: z.int().nonnegative(), disabledDeviceCount: z.int().nonnegative() });

const Entry = z.object({
  deviceId: z.string().min(1),
  status: z.enum(['enabled', 'disabled']),
  deviceEtag: z.string().min(1).nullish(),
  tags: z.looseObject({ lockstep: z.object({ managed: z.boolean(), tenant: z.string() }).nullish().catch(null) }).nullish().catch(null),
});

/** What the hub counts, or null when the answer is none of its statistics. */
export function readCounts(body: unknown): HubCounts | null {
  const { success, data } = Counts.safeParse(body);
  return success ? { enabled: data.enabledDeviceCount, disabled: data.disabledDeviceCount } : null;
}

/** The rows of a query, or null when one of them cannot be read: left out, it would look as if it were gone. */
export function readEntries(body: unknown, tenantId: string): SurveyPage['entries'] | null {
  const rows = z.array(Entry).safeParse(body);
  return rows.success ? rows.data.map((row) => ({ deviceId: row.deviceId, tags: tagValuesOf(row.tags), ...entryOf(row, tenantId) })) : null;
}

/** A twin as an entry, or null when it is not the one of this device. */
export function readEntry(body: unknown, { deviceId, tenantId }: { deviceId: string; tenantId: string }): HubEntry | null {
  const twin = Entry.safeParse(body);
  return twin.success && twin.data.deviceId === deviceId ? entryOf(twin.data, tenantId) : null;
}

const entryOf = ({ status, deviceEtag, tags }: z.infer<typeof Entry>, tenantId: string): HubEntry => ({
  status,
  etag: deviceEtag ?? null,
  isOurs: tags?.lockstep?.managed === true && tags.lockstep.tenant === tenantId,
});
