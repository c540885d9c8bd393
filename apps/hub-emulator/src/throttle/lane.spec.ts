import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Lane, type Rule } from './lane.js';

/** 100 a minute, two minutes saved up, as on one unit of S1. */
const S1: Rule = { perMs: 100 / 60_000, capacity: 200, backlog: 3, maxWaitMs: 40_000, queue: true };

/** A lane at time 0, and what became of those who waited. */
function open(rule: Partial<Rule> = {}) {
  const ends: string[] = [];
  const lane = new Lane({ ...S1, ...rule }, 0);
  const ask = (cost: number, now: number, name = '') =>
    lane.ask(cost, now, (end, at) => ends.push(`${name} ${end} ${Math.round(at / 1000)}`.trim()));
  return { lane, ask, ends };
}

describe('a lane', () => {
  it('serves two bulks of 100 at once and lets the third wait in vain, as was seen on a real hub', () => {
    const { lane, ask, ends } = open();
    expect([ask(100, 0), ask(100, 200), ask(100, 400)]).toEqual(['admitted', 'admitted', 'waiting']);
    lane.advance(39_000);
    expect(ends).toEqual([]);
    lane.advance(41_000);
    expect(ends).toEqual(['timed-out 40']);
  });

  it('serves those who wait at the rate of the limit, first come first served', () => {
    const { lane, ask, ends } = open();
    ask(200, 0);
    for (const name of ['a', 'b', 'c']) expect(ask(20, 0, name)).toBe('waiting');
    lane.advance(60_000);
    expect(ends).toEqual(['a admitted 12', 'b admitted 24', 'c admitted 36']);
  });

  it('lets nobody pass by one who waits', () => {
    const { lane, ask, ends } = open();
    ask(200, 0);
    ask(50, 0, 'big');
    expect(ask(1, 20_000, 'small')).toBe('waiting');
    lane.advance(35_000);
    expect(ends).toEqual(['big admitted 30', 'small admitted 31']);
  });

  it('keeps what was saved for the next when one has waited in vain', () => {
    const { lane, ask, ends } = open();
    ask(200, 0);
    ask(100, 0, 'big');
    ask(10, 10_000, 'small');
    lane.advance(40_000);
    expect(ends).toEqual(['big timed-out 40', 'small admitted 40']);
    expect(lane.level(40_000)).toBeCloseTo(100 * (40 / 60) - 10);
  });

  it('is full when as many wait as may', () => {
    const { ask } = open({ backlog: 1 });
    expect([ask(200, 0), ask(1, 0), ask(1, 0)]).toEqual(['admitted', 'waiting', 'backlog-full']);
  });

  it('refuses at once when it has no backlog, and serves again when time has passed', () => {
    const { ask } = open({ queue: false });
    expect([ask(200, 0), ask(1, 0), ask(1, 600), ask(1, 600)]).toEqual(['admitted', 'refused', 'admitted', 'refused']);
  });

  it('lets what is larger than the bucket in when it is full, and makes up for it', () => {
    const { lane, ask, ends } = open({ capacity: 2 });
    expect([ask(100, 0), ask(1, 0)]).toEqual(['admitted', 'waiting']);
    expect(lane.nextAt()).toBe(40_000);
    lane.advance(40_000);
    expect(ends).toEqual(['timed-out 40']);
    expect(ask(1, 60_000)).toBe('admitted');
  });

  it('makes others wait for what a stranger took', () => {
    const { lane, ask, ends } = open();
    lane.take(250, 0);
    expect(ask(1, 0)).toBe('waiting');
    lane.advance(30_600);
    expect(ends).toEqual(['admitted 31']);
  });

  it('keeps what is saved when the rule shrinks, as far as it fits', () => {
    const { lane, ask } = open();
    lane.setRule({ ...S1, capacity: 5 }, 0);
    expect([ask(5, 0), ask(1, 0)]).toEqual(['admitted', 'waiting']);
    lane.setRule({ ...S1, capacity: 205 }, 0);
    expect(lane.waiting).toBe(0);
    expect(lane.level(0)).toBeCloseTo(199);
  });

  it('never gives more in any stretch of time than the rate and what was saved, and settles everybody', () => {
    const asks = fc.array(fc.record({ cost: fc.integer({ min: 1, max: 200 }), after: fc.integer({ min: 0, max: 30_000 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(asks, fc.boolean(), (list, queue) => {
        const lane = new Lane({ ...S1, queue, backlog: 5 }, 0);
        const given: { at: number; cost: number }[] = [];
        let settled = 0;
        let now = 0;
        for (const { cost, after } of list) {
          now += after;
          const verdict = lane.ask(cost, now, (end, at) => {
            settled += 1;
            if (end === 'admitted') given.push({ at, cost });
          });
          if (verdict !== 'waiting') settled += 1;
          if (verdict === 'admitted') given.push({ at: now, cost });
        }
        lane.advance(now + 1_000_000);
        expect(settled).toBe(list.length);
        for (const [index, { at: from }] of given.entries()) {
          let sum = 0;
          for (const { at, cost } of given.slice(index)) {
            sum += cost;
            expect(sum).toBeLessThanOrEqual(S1.capacity + (at - from) * S1.perMs + 1e-3);
          }
        }
      }),
    );
  });
});
