import { describe, expect, it } from '@jest/globals';
import { Batches } from './batches.js';

/** A runner that holds every batch until it is let go. */
function heldRunner(): { run: (items: readonly number[]) => Promise<readonly (number | Error)[]>; batches: number[][]; letGo: () => void } {
  const batches: number[][] = [];
  const held: (() => void)[] = [];
  const run = async (items: readonly number[]): Promise<readonly (number | Error)[]> => {
    batches.push([...items]);
    await new Promise<void>((go) => held.push(go));
    return items.map((item) => (item < 0 ? new Error(`${item} is bad`) : item * 10));
  };
  return { run, batches, letGo: () => held.shift()?.() };
}

const concernsAll = (error: unknown): boolean => String(error).includes('away');

const turn = (): Promise<void> => new Promise((done) => setImmediate(() => setImmediate(done)));

describe('batches', () => {
  it('takes what came in during one turn of the event loop together, and answers each with its own', async () => {
    const { run, batches, letGo } = heldRunner();
    const work = new Batches(run, { most: 10, atOnce: 1, concernsAll });
    const answers = Promise.all([work.add(1), work.add(2), work.add(3)]);
    await turn();
    letGo();
    expect(await answers).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('gathers while its places are taken, and never takes more than it may', async () => {
    const { run, batches, letGo } = heldRunner();
    const work = new Batches(run, { most: 2, atOnce: 1, concernsAll });
    const first = work.add(1);
    await turn();
    const rest = Promise.all([work.add(2), work.add(3), work.add(4)]);
    await turn();
    expect(batches).toEqual([[1]]);
    letGo();
    await first;
    await turn();
    expect(batches).toEqual([[1], [2, 3]]);
    letGo();
    await turn();
    letGo();
    expect(await rest).toEqual([20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it('takes fewer of what weighs more, and what weighs too much alone', async () => {
    const batches: number[][] = [];
    const run = async (items: readonly number[]): Promise<readonly number[]> => {
      batches.push([...items]);
      return items;
    };
    const work = new Batches(run, { most: 10, weigh: (item) => item, atOnce: 1, concernsAll });
    await Promise.all([4, 6, 5, 50, 1].map((item) => work.add(item)));
    expect(batches).toEqual([[4, 6], [5], [50], [1]]);
  });

  it('lets one item fail alone', async () => {
    const { run, letGo } = heldRunner();
    const work = new Batches(run, { most: 10, atOnce: 1, concernsAll });
    const answers = Promise.allSettled([work.add(1), work.add(-1), work.add(2)]);
    await turn();
    letGo();
    expect(await answers).toMatchObject([{ value: 10 }, { reason: new Error('-1 is bad') }, { value: 20 }]);
  });

  it('lets each go alone when the runner throws because of one', async () => {
    const runs: number[][] = [];
    const run = async (items: readonly number[]): Promise<readonly number[]> => {
      runs.push([...items]);
      if (items.includes(2)) throw new Error('2 is bad');
      return items;
    };
    const work = new Batches(run, { most: 10, atOnce: 1, concernsAll });
    expect(await Promise.allSettled([work.add(1), work.add(2), work.add(3)])).toMatchObject([{ value: 1 }, { reason: new Error('2 is bad') }, { value: 3 }]);
    expect(runs).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('fails a whole batch when the runner throws for all, and goes on with the next', async () => {
    let runs = 0;
    const work = new Batches<number, number>(
      async (items) => {
        runs += 1;
        if (runs === 1) throw new Error('the server is away');
        return items;
      },
      { most: 10, atOnce: 1, concernsAll },
    );
    await expect(Promise.all([work.add(1), work.add(2)])).rejects.toThrow('the server is away');
    expect(await work.add(3)).toBe(3);
  });

  it('runs as many batches at once as it may', async () => {
    const { run, batches, letGo } = heldRunner();
    const work = new Batches(run, { most: 1, atOnce: 2, concernsAll });
    const answers = Promise.all([work.add(1), work.add(2), work.add(3)]);
    await turn();
    await turn();
    expect(batches).toEqual([[1], [2]]);
    letGo();
    letGo();
    await turn();
    letGo();
    expect(await answers).toEqual([10, 20, 30]);
  });
});
