import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { LANES, LANE_SHARES, type Lane } from '#core';
import { LaneQueue } from './lane-queue.js';

const filled = (counts: Partial<Record<Lane, number>>): LaneQueue<Lane> => {
  const queue = new LaneQueue<Lane>();
  for (const lane of LANES) for (let n = 0; n < (counts[lane] ?? 0); n++) queue.push(lane, lane);
  return queue;
};
const taken = (queue: LaneQueue<Lane>, turns: number): Lane[] => Array.from({ length: turns }, () => queue.next()!);

describe('what waits by lane', () => {
  it('goes in its order within a lane', () => {
    const queue = new LaneQueue<number>();
    for (const number of [1, 2, 3]) queue.push('sweep', number);
    expect([queue.next(), queue.next(), queue.next(), queue.next()]).toEqual([1, 2, 3, undefined]);
  });

  it('lets an urgent one go next, whatever waits already', () => {
    const queue = filled({ 'let-in': 1_000, sweep: 1_000 });
    taken(queue, 500);
    queue.push('shut-out', 'shut-out');
    expect(queue.next()).toBe('shut-out');
  });

  it('gives every lane its share while all of them wait', () => {
    const turns = 2_000;
    const order = taken(filled(Object.fromEntries(LANES.map((lane) => [lane, turns]))), turns);
    const shares = Object.values(LANE_SHARES).reduce((sum, share) => sum + share, 0);
    for (const lane of LANES) {
      const fair = (turns * LANE_SHARES[lane]) / shares;
      expect(Math.abs(order.filter((one) => one === lane).length - fair)).toBeLessThanOrEqual(1);
    }
  });

  it('saves nothing up for a lane that was quiet', () => {
    const queue = filled({ 'let-in': 1_000 });
    taken(queue, 800);
    for (let n = 0; n < 100; n++) queue.push('edit', 'edit');
    const order = taken(queue, 100);
    expect(order.filter((lane) => lane === 'edit')).toHaveLength(50);
  });

  it('starves nobody and loses nothing, in whatever order things come and go', () => {
    const step = fc.oneof(fc.constantFrom<Lane | 'next'>(...LANES), fc.constant('next' as const));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const queue = new LaneQueue<number>();
        const waiting = new Map<Lane, number[]>(LANES.map((lane) => [lane, []]));
        steps.forEach((one, number) => {
          if (one !== 'next') {
            queue.push(one, number);
            waiting.get(one)!.push(number);
            return;
          }
          const lane = queue.nextLane();
          expect(queue.next()).toBe(lane && waiting.get(lane)!.shift());
        });
        const left = [...waiting.values()].flat();
        expect(queue.size).toBe(left.length);
        expect(queue.counts()).toEqual(Object.fromEntries([...waiting].map(([lane, own]) => [lane, own.length])));
        expect(queue.takeAll().sort()).toEqual(left.sort());
        expect([queue.size, queue.next()]).toEqual([0, undefined]);
      }),
    );
  });
});
