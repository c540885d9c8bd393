import { describe, expect, it } from '@jest/globals';
import { FaultOrder } from './fault.js';
import { StandingFaults } from './standing-faults.js';

const meeting = { hub: 'h', method: 'PUT', path: '/devices/a', operation: 'put-device', deviceIds: ['a'] };

function ordered(...orders: unknown[]): StandingFaults {
  return add(new StandingFaults(), orders);
}

function add(faults: StandingFaults, orders: readonly unknown[]): StandingFaults {
  for (const order of orders) faults.add(FaultOrder.parse(order));
  return faults;
}

describe('an ordered fault', () => {
  it.each([{}, { hub: 'H' }, { method: 'put' }, { path: '^/devices/' }, { operation: 'put-device' }, { device: 'a' }])('meets a request that fits %j', (condition) => {
    expect(ordered({ kind: 'silence', ...condition }).take(meeting)?.kind).toBe('silence');
  });

  it.each([{ hub: 'other' }, { method: 'GET' }, { path: '^/twins/' }, { operation: 'get-device' }, { device: 'b' }, { method: 'PUT', device: 'b' }])(
    'spares a request that does not fit %j',
    (condition) => {
      expect(ordered({ kind: 'silence', ...condition }).take(meeting)).toBeUndefined();
    },
  );

  it('is used up after its number of requests', () => {
    const faults = ordered({ kind: 'status', times: 2 }, { kind: 'silence' });
    expect([1, 2, 3, 4].map(() => faults.take(meeting)?.kind)).toEqual(['status', 'status', 'silence', 'silence']);
    expect(faults.list().map(({ met }) => met)).toEqual([2]);
  });

  it('meets its share, and the next order the rest', () => {
    const draws = [0.1, 0.9, 0.29, 0.3];
    const faults = add(new StandingFaults(() => draws.shift()!), [{ kind: 'silence', share: 0.3 }, { kind: 'status' }]);
    expect([1, 2, 3, 4].map(() => faults.take(meeting)?.kind)).toEqual(['silence', 'status', 'silence', 'status']);
  });

  it('says how far back queries look at most', () => {
    expect(ordered().longestLagMs()).toBe(0);
    expect(ordered({ kind: 'stale-query', lagMs: 5 }, { kind: 'stale-query' }, { kind: 'silence' }).longestLagMs()).toBe(60_000);
  });

  it.each([{ kind: 'unknown' }, { kind: 'status', times: 0 }, { kind: 'status', path: '(' }, { kind: 'status', often: 3 }, { kind: 'silence', share: 1.1 }])(
    'cannot be %j',
    (order) => {
      expect(FaultOrder.safeParse(order).success).toBe(false);
    },
  );
});
