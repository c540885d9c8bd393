import { describe, expect, it, jest } from '@jest/globals';
import { KeptFor } from './kept-for.js';

describe('what is kept for a while', () => {
  it('is looked for once by many who ask', async () => {
    const kept = new KeptFor<number>(60_000);
    const find = jest.fn(async () => 1);
    await Promise.all([kept.get('a', find), kept.get('a', find)]);
    expect([await kept.get('a', find), find.mock.calls.length]).toEqual([1, 1]);
  });

  it('is of each name its own', async () => {
    const kept = new KeptFor<string>(60_000);
    expect([await kept.get('a', async () => 'one'), await kept.get('b', async () => 'two')]).toEqual(['one', 'two']);
  });

  it('is looked for anew when its time is over', async () => {
    const kept = new KeptFor<number>(0);
    expect([await kept.get('a', async () => 1), await kept.get('a', async () => 2)]).toEqual([1, 2]);
  });

  it('is no failure', async () => {
    const kept = new KeptFor<number>(60_000);
    await expect(kept.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await kept.get('a', async () => 2)).toBe(2);
  });
});
