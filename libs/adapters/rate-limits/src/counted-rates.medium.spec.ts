// Real: Redis, and the counting.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startRedis, type TestRedis } from '../../../../test/support/redis.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { CountedRates } from './counted-rates.js';

describe('counted rates', () => {
  let redis: TestRedis;
  const opened: CountedRates[] = [];

  beforeAll(async () => {
    redis = await startRedis();
  }, 240_000);
  afterEach(() => {
    for (const rates of opened.splice(0)) rates.close();
  });
  afterAll(() => redis.stop());

  const open = (redisUrl: string | null, requests = 3): CountedRates => {
    const rates = new CountedRates({ requests, failedSignIns: 1, redisUrl });
    opened.push(rates);
    return rates;
  };

  it('grant so many and no more, to each caller for itself and for each thing', async () => {
    const rates = open(null);
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push(await rates.count('requests', 'alice'));
    expect(answers.map(({ granted, left }) => [granted, left])).toEqual([[true, 2], [true, 1], [true, 0], [false, 0]]);
    expect(answers[3]).toMatchObject({ quota: 3, windowS: 60 });
    expect(answers[3]!.resetS).toBeGreaterThan(50);
    expect(answers[3]!.resetS).toBeLessThanOrEqual(60);
    expect((await rates.count('requests', 'bob')).granted).toBe(true);
    expect([(await rates.count('failed-sign-ins', 'alice')).granted, (await rates.count('failed-sign-ins', 'alice')).granted]).toEqual([true, false]);
  });

  it('count for two processes together where there is Redis', async () => {
    const [one, two] = [open(redis.url), open(redis.url)];
    // Before a connection stands, each counts by itself.
    await waitFor('both to count in Redis', async () => {
      const who = `probe-${Math.random()}`;
      return (await one.count('requests', who)).left === 2 && (await two.count('requests', who)).left === 1;
    });
    const answers = [await one.count('requests', 'carol'), await two.count('requests', 'carol'), await one.count('requests', 'carol'), await two.count('requests', 'carol')];
    expect(answers.map(({ granted }) => granted)).toEqual([true, true, true, false]);
  });

  it('are counted here when Redis is away', async () => {
    const rates = open('redis://127.0.0.1:9');
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push((await rates.count('requests', 'dave')).granted);
    expect(answers).toEqual([true, true, true, false]);
  });
});
