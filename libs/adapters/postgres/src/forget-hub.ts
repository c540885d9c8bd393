import type { Prisma } from './generated/prisma/client.js';

const BATCH = 20_000;

/**
 * The records of a tenant's devices forget the hub that they were made for. Key numbers stay used up, so no key of one hub is ever
 * valid in another. A pass at work loses its lease by the higher fence, but the time of the lease is waited for, so that its last
 * step is over before the next pass begins. A device that was decommissioned and is gone from the old hub rests: there is
 * nothing to do for it in another.
 */
const FORGET_HUB = `
  WITH mine AS (
    SELECT tenant_id, device_id, hub_kind = 'absent' AND coalesce(fleet_status, told_status) = 'decommissioned' AND settled = generation AS is_done
    FROM device WHERE tenant_id = $1 AND device_id COLLATE "C" > $2
    ORDER BY device_id COLLATE "C" LIMIT ${BATCH} FOR UPDATE
  ), forgotten AS (
    UPDATE device d SET
      hub_kind = 'unseen', hub_status = NULL, hub_etag = NULL, key_number = NULL, next_key = NULL, key_source = NULL, adopted_key = NULL, look_first = false,
      delivered_key = NULL, delivered_at = NULL, confirmed_key = NULL, intent = NULL, attempts = 0, not_before = NULL, retry_at = NULL,
      fence = fence + 1,
      generation = CASE WHEN m.is_done THEN generation ELSE generation + 1 END,
      wake_at = CASE WHEN m.is_done THEN NULL ELSE greatest(now(), lease_until) END,
      sync = CASE WHEN m.is_done THEN sync ELSE 'waiting' END,
      reason = CASE WHEN m.is_done THEN reason ELSE 'hub-replaced' END, detail = NULL, updated_at = now()
    FROM mine m WHERE d.tenant_id = m.tenant_id AND d.device_id = m.device_id
    RETURNING d.device_id
  )
  SELECT max(device_id COLLATE "C") AS last, count(*)::int AS count FROM forgotten`;

const FORGET_TAGS = 'DELETE FROM device_tag WHERE tenant_id = $1';

/** In the transaction that changes or removes the connection: all or nothing. */
export async function forgetHub(tx: Prisma.TransactionClient, tenantId: string): Promise<void> {
  for (let after = '', full = true; full; ) {
    const [batch] = await tx.$queryRawUnsafe<{ last: string | null; count: number }[]>(FORGET_HUB, tenantId, after);
    after = batch?.last ?? '';
    full = batch?.count === BATCH;
  }
  await tx.$executeRawUnsafe(FORGET_TAGS, tenantId);
}
