import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FeedLine } from '#core';
import { FollowedLog, GAP_LIVES_MS } from './follow-log.js';

const lines = (...ids: number[]): FeedLine[] => ids.map((id) => ({ id: BigInt(id), key: { tenantId: 't', deviceId: 'd' }, groups: [], at: new Date(0), kind: 'rests', reason: null, detail: null }));

describe('following the log', () => {
  it('looks for the ids that were passed over, and says from where nothing is missed', () => {
    const log = new FollowedLog(10n);
    log.add(lines(11, 14, 16), 0);
    expect([log.reached, log.missing, log.complete]).toEqual([16n, [12n, 13n, 15n], 11n]);
    log.add(lines(12, 17), 1);
    expect([log.reached, log.missing, log.complete]).toEqual([17n, [13n, 15n], 12n]);
  });

  it('gives up on an id that no statement can have any more', () => {
    const log = new FollowedLog(0n);
    log.add(lines(2), 0);
    log.add(lines(4), 10);
    log.add([], GAP_LIVES_MS);
    expect(log.missing).toEqual([1n, 3n]);
    log.add([], GAP_LIVES_MS + 1);
    expect([log.missing, log.complete]).toEqual([[3n], 2n]);
  });

  it('looks for a bounded number of them', () => {
    const log = new FollowedLog(0n);
    log.add(lines(1_000_000_000), 0);
    expect(log.missing.length).toBeLessThanOrEqual(5_000);
  });

  it('meets every line once, in whatever order they become visible', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), fc.infiniteStream(fc.integer({ min: 1, max: 4 })), (order, steps) => {
        const log = new FollowedLog(0n);
        const visible = new Set<number>();
        const met: bigint[] = [];
        let at = 0;
        while (at < order.length) {
          const now = order.slice(at, (at += steps.next().value as number));
          now.forEach((id) => visible.add(id));
          const found = [...visible].filter((id) => BigInt(id) > log.reached || log.missing.includes(BigInt(id))).sort((one, other) => one - other);
          log.add(lines(...found), 0);
          met.push(...found.map(BigInt));
          // Whoever goes on from here later has met everything up to here.
          for (const id of visible) if (BigInt(id) <= log.complete) expect(met).toContain(BigInt(id));
        }
        expect([...met].sort()).toEqual(order.map(BigInt).sort());
      }),
    );
  });
});
