import { describe, expect, it } from '@jest/globals';
import { FaultOrder } from './fault.js';
import { StandingFaults } from './standing-faults.js';

const meeting = { hub: 'h', method: 'PUT', path: '/devices/a', deviceIds: ['a'] };

function ordered(...orders: unknown[]): StandingFaults {
  const faults = new StandingFaults();
  for (const order of orders) faults.add(FaultOrder.parse(order));
  return faults;
}

describe('an ordered fault', () => {
  it.each([{}, { hub: 'H' }, { method: 'put' }, { path: '^/devices/' }, { device: 'a' }])('meets a request that fits %j', (condition) => {
    expect(ordered({ kind: 'silence', ...condition }).take(meeting)?.kind).toBe('silence');
  });

  it.each([{ hub: 'other' }, { method: 'GET' }, { path: '^/twins/' }, { device: 'b' }, { method: 'PUT', device: 'b' }])(
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

  it.each([{ kind: 'unknown' }, { kind: 'status', times: 0 }, { kind: 'status', path: '(' }, { kind: 'status', often: 3 }])(
    'cannot be %j',
    (order) => {
      expect(FaultOrder.safeParse(order).success).toBe(false);
    },
  );
});
