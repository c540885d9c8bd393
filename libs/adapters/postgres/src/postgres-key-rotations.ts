import { KeyRotations, type DeviceKey, type RotationCounts, type RotationScope } from '#core';
import type { Database } from './database.js';
import { ASK_BATCH, ASK_ONE, COUNT, WHY_NOT_ASKED } from './rotation-statements.js';

const BATCH = 1_000;
/** Between the wake-ups of two devices, in ms: a hundred a second, more than any hub allows. */
const APART_MS = 10;

export class PostgresKeyRotations extends KeyRotations {
  constructor(private readonly database: Database) {
    super();
  }

  override async ask({ tenantId, deviceId }: DeviceKey): Promise<'asked' | 'under-way' | 'no-keys' | 'unknown'> {
    const asked = await this.database.run(ASK_ONE, [tenantId, deviceId]);
    if (asked.length > 0) return 'asked';
    const [row] = await this.database.run<{ hasKeys: boolean }>(WHY_NOT_ASKED, [tenantId, deviceId]);
    if (!row) return 'unknown';
    return row.hasKeys ? 'under-way' : 'no-keys';
  }

  override async count({ tenantId, group }: RotationScope): Promise<RotationCounts> {
    const [counts] = await this.database.run<RotationCounts>(COUNT, [tenantId, group]);
    return counts!;
  }

  override async askAll({ tenantId, group }: RotationScope, tell: (done: number) => void = () => undefined): Promise<number> {
    let done = 0;
    for (let after = '', full = true; full; ) {
      const [batch] = await this.database.run<{ last: string | null; count: number }>(ASK_BATCH, [tenantId, group, after, BATCH, done, APART_MS]);
      done += batch!.count;
      after = batch!.last ?? '';
      full = batch!.count === BATCH;
      tell(done);
    }
    return done;
  }
}
