import { describe, expect, it } from '@jest/globals';
import { OneAtATime } from './one-at-a-time.js';

describe('a question that many ask', () => {
  it('is asked twice at most, and never answered with what was known before it was asked', async () => {
    const line = new OneAtATime<number>();
    const answers: ((value: number) => void)[] = [];
    const ask = (): Promise<number> => new Promise((answer) => answers.push(answer));

    const first = line.run('a', ask);
    const late = [line.run('a', ask), line.run('a', ask), line.run('a', ask)];
    expect(answers).toHaveLength(1);
    answers[0]!(1);
    expect(await first).toBe(1);
    await new Promise(setImmediate);
    expect(answers).toHaveLength(2);
    answers[1]!(2);
    expect(await Promise.all(late)).toEqual([2, 2, 2]);

    void line.run('a', ask);
    void line.run('b', ask);
    expect(answers).toHaveLength(4);
  });

  it('is asked again after it failed', async () => {
    const line = new OneAtATime<number>();
    const failing = line.run('a', () => Promise.reject(new Error('away')));
    const next = line.run('a', () => Promise.resolve(2));
    await expect(failing).rejects.toThrow('away');
    expect(await next).toBe(2);
    expect(await line.run('a', () => Promise.resolve(3))).toBe(3);
  });
});
