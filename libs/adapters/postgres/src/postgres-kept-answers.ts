import { KeptAnswers, Secret, type Begun, type KeptAnswer, type RequestName } from '#core';
import type { Database, Statement } from './database.js';
import type { SealedPlace, Sealing } from './sealing.js';

/** Whoever dies at work gives the key back after this long: a minute more than the longest request takes. */
const AT_WORK = "interval '3 minutes'";
const KEPT = "interval '24 hours'";

const BEGIN: Statement = {
  name: 'kept-answer-begin',
  text: `
    WITH expired AS (
      SELECT tenant_id, actor, key FROM kept_answer WHERE expires_at < now() AND (tenant_id, actor, key) <> ($1, $2, $3) LIMIT 100 FOR UPDATE SKIP LOCKED
    ), cleared AS (
      DELETE FROM kept_answer k USING expired e WHERE k.tenant_id = e.tenant_id AND k.actor = e.actor AND k.key = e.key
    )
    INSERT INTO kept_answer AS k (tenant_id, actor, key, fingerprint, expires_at) VALUES ($1, $2, $3, $4, now() + ${KEPT})
    ON CONFLICT (tenant_id, actor, key) DO UPDATE
      SET fingerprint = excluded.fingerprint, status = NULL, headers = NULL, sealed_body = NULL, taken_at = now(), expires_at = excluded.expires_at
      WHERE k.expires_at < now() OR (k.status IS NULL AND k.taken_at < now() - ${AT_WORK})
    RETURNING 1`,
};

const LOOK: Statement = {
  name: 'kept-answer-look',
  text: 'SELECT fingerprint, status, headers, sealed_body FROM kept_answer WHERE tenant_id = $1 AND actor = $2 AND key = $3',
};

const KEEP: Statement = {
  name: 'kept-answer-keep',
  text: 'UPDATE kept_answer SET status = $4, headers = $5, sealed_body = $6 WHERE tenant_id = $1 AND actor = $2 AND key = $3',
};

const FORGET: Statement = { name: 'kept-answer-forget', text: 'DELETE FROM kept_answer WHERE tenant_id = $1 AND actor = $2 AND key = $3' };

interface Row {
  fingerprint: Buffer;
  status: number | null;
  headers: Record<string, string> | null;
  sealed_body: Buffer | null;
}

export class PostgresKeptAnswers extends KeptAnswers {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
  ) {
    super();
  }

  override async begin(name: RequestName, fingerprint: Uint8Array): Promise<Begun> {
    const taken = await this.database.run(BEGIN, [...keyOf(name), Buffer.from(fingerprint)]);
    if (taken.length > 0) return { kind: 'new' };

    const [row] = await this.database.run<Row>(LOOK, keyOf(name));
    // Given back between the two statements: whoever repeats it once more gets it.
    if (!row) return { kind: 'at-work' };
    if (!row.fingerprint.equals(fingerprint)) return { kind: 'other-request' };
    if (row.status === null || !row.sealed_body) return { kind: 'at-work' };
    const body = this.sealing.open(row.sealed_body, answerPlace(name)).reveal();
    return { kind: 'answered', answer: { status: row.status, headers: row.headers ?? {}, body } };
  }

  override async keep(name: RequestName, { status, headers, body }: KeptAnswer): Promise<void> {
    const sealed = this.sealing.seal(new Secret(body), answerPlace(name));
    await this.database.run(KEEP, [...keyOf(name), status, JSON.stringify(headers), sealed]);
  }

  override async forget(name: RequestName): Promise<void> {
    await this.database.run(FORGET, keyOf(name));
  }
}

const keyOf = ({ tenantId, actor, key }: RequestName): string[] => [tenantId, actor, key];

export const answerPlace = ({ tenantId, actor, key }: RequestName): SealedPlace => ({ tenantId, table: 'kept_answer', column: 'sealed_body', row: JSON.stringify([actor, key]) });
