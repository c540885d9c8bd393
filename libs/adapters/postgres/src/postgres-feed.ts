import { EventFeed, isReason, type FeedLine, type StoryKind } from '#core';
import type { Database, Statement } from './database.js';

interface FeedRow {
  id: string;
  tenantId: string;
  deviceId: string;
  groups: string[];
  at: Date;
  kind: string;
  reason: string | null;
  detail: string | null;
}

const COLUMNS = `id, tenant_id AS "tenantId", device_id AS "deviceId", at, kind, reason, detail,
  ARRAY(SELECT m.group_name FROM device_group_member m WHERE m.tenant_id = event_log.tenant_id AND m.device_id = event_log.device_id) AS groups`;

const LAST_ID: Statement = { name: 'feed-last-id', text: 'SELECT id FROM event_log ORDER BY id DESC LIMIT 1' };

const READ: Statement = {
  name: 'feed-read',
  text: `
    (SELECT ${COLUMNS} FROM event_log WHERE id = ANY($2::bigint[]))
    UNION ALL
    (SELECT ${COLUMNS} FROM event_log WHERE id > $1 ORDER BY id LIMIT $3)
    ORDER BY id`,
};

const OF_TENANT: Statement = { name: 'feed-of-tenant', text: `SELECT ${COLUMNS} FROM event_log WHERE id > $2 AND tenant_id = $1 ORDER BY id LIMIT $3` };

export class PostgresFeed extends EventFeed {
  constructor(private readonly database: Database) {
    super();
  }

  override async lastId(): Promise<bigint> {
    const [row] = await this.database.run<{ id: string }>(LAST_ID, []);
    return BigInt(row?.id ?? 0);
  }

  override async read(after: bigint, ids: readonly bigint[], limit: number): Promise<FeedLine[]> {
    return (await this.database.run<FeedRow>(READ, [after, ids, limit])).map(lineOf);
  }

  override async ofTenant(tenantId: string, after: bigint, limit: number): Promise<FeedLine[]> {
    return (await this.database.run<FeedRow>(OF_TENANT, [tenantId, after, limit])).map(lineOf);
  }
}

const lineOf = ({ id, tenantId, deviceId, groups, at, kind, reason, detail }: FeedRow): FeedLine => ({
  id: BigInt(id),
  key: { tenantId, deviceId },
  groups,
  at,
  kind: kind as StoryKind,
  reason: reason !== null && isReason(reason) ? reason : null,
  detail,
});
