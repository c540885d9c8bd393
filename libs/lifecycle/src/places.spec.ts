// Real: Places.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Urgency } from '#core';
import { Places } from './places.js';

function open(count: number) {
  const places = new Places(count);
  /** The passes at work, by name, each with the way to end it. */
  const atWork = new Map<string, () => void>();
  const take = (tenantId: string, deviceId: string, urgency: Urgency = 'usual') =>
    places.take({ tenantId, deviceId }, urgency, ({ wasInLine }) => new Promise<string>((end) => atWork.set(`${tenantId}/${deviceId}`, () => end(wasInLine ? 'later' : 'at once'))));
  const end = async (name: string): Promise<void> => {
    atWork.get(name)!();
    atWork.delete(name);
    await new Promise(setImmediate);
  };
  const fill = (tenantId: string, rings: number, urgency: Urgency = 'usual'): number => {
    const before = atWork.size;
    for (let n = 0; n < rings; n++) void take(tenantId, `${urgency}-${n}`, urgency);
    return atWork.size - before;
  };
  return { places, atWork, take, end, fill };
}

describe('the places of a worker', () => {
  it('are given to a tenant that is alone up to three quarters, and more of them for what is urgent', () => {
    const { fill } = open(200);
    expect(fill('a', 300)).toBe(150);
    expect(fill('a', 300, 'urgent')).toBe(30);
  });

  it('are left to others, to each three times as many as stay free', () => {
    const { fill } = open(200);
    expect(['a', 'b', 'c', 'd'].map((tenantId) => fill(tenantId, 300))).toEqual([150, 37, 9, 3]);
  });

  it('have one for whoever holds none, as long as one is free', async () => {
    const { take, end, atWork } = open(1);
    void take('a', 'pump-1');
    expect(await take('b', 'pump-1')).toBe('in-line');
    await end('a/pump-1');
    expect([...atWork.keys()]).toEqual(['b/pump-1']);
  });

  it('never all go to one tenant', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 1_000 }), fc.constantFrom<Urgency>('usual', 'urgent'), (count, urgency) => open(count).fill('a', count + 1, urgency) < count));
  });

  it('answer as the pass does that got one at once', async () => {
    const { take, end } = open(1);
    const answer = take('a', 'pump-1');
    await end('a/pump-1');
    expect(await answer).toBe('at once');
    await expect(new Places(1).take({ tenantId: 'a', deviceId: 'pump-1' }, 'usual', () => Promise.reject(new Error('It broke.')))).rejects.toThrow('It broke.');
  });

  it('are given back by a pass that fails, at once or out of the line', async () => {
    const places = new Places(1);
    const failing = () => Promise.reject(new Error('It broke.'));
    const answers = ['pump-1', 'pump-2', 'pump-3'].map((deviceId) => places.take({ tenantId: 'a', deviceId }, 'usual', failing));
    await expect(answers[0]).rejects.toThrow('It broke.');
    await places.idle();
    expect(await places.take({ tenantId: 'a', deviceId: 'pump-4' }, 'usual', async () => 'at once')).toBe('at once');
  });
});

describe('the line for a place', () => {
  it('keeps the order, lets the urgent go first, and takes two rings for one device as one', async () => {
    const { take, end, atWork } = open(1);
    void take('a', 'pump-1');
    for (const [deviceId, urgency] of [['pump-2', 'usual'], ['pump-3', 'usual'], ['pump-2', 'usual'], ['pump-4', 'urgent']] as const) expect(await take('a', deviceId, urgency)).toBe('in-line');
    const order: string[] = [];
    while (atWork.size > 0) {
      const [name] = [...atWork.keys()];
      order.push(name!);
      await end(name!);
    }
    expect(order).toEqual(['a/pump-1', 'a/pump-4', 'a/pump-2', 'a/pump-3']);
  });

  it('gives a free place to the tenant that holds least', async () => {
    const { fill, take, end, atWork } = open(8);
    fill('a', 20);
    for (let n = 0; n < 5; n++) void take('b', `pump-${n}`);
    const before = [...atWork.keys()];
    await end('a/usual-0');
    expect([...atWork.keys()].filter((name) => !before.includes(name))).toEqual(['b/pump-1']);
  });

  it('is long from 500 on, for either urgency by itself, and is not any more when it has become shorter', async () => {
    const { places, fill, take, end } = open(1);
    fill('a', 1 + 499);
    expect(places.crowded('usual')).toEqual([]);
    void take('a', 'one-more');
    expect([places.crowded('usual'), places.crowded('urgent')]).toEqual([['a'], []]);
    await end('a/usual-0');
    expect(places.crowded('usual')).toEqual([]);
  });

  it('has an end, beyond which rings are left to the relay', async () => {
    const { places, fill } = open(1);
    fill('a', 10_100);
    expect(places.close()).toHaveLength(10_000);
  });

  it('is answered with at the close, and nobody comes out of it any more', async () => {
    const { places, take, end, atWork } = open(1);
    void take('a', 'pump-1');
    void take('b', 'pump-2');
    void take('a', 'pump-3', 'urgent');
    expect(places.close()).toEqual([
      { key: { tenantId: 'a', deviceId: 'pump-3' }, urgency: 'urgent' },
      { key: { tenantId: 'b', deviceId: 'pump-2' }, urgency: 'usual' },
    ]);
    expect(await take('c', 'pump-4')).toBe('closed');
    await end('a/pump-1');
    expect(atWork.size).toBe(0);
  });
});
