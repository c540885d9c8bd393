// Real: the adapters, Redis and PostgreSQL. The fake stands beside them, over the rules themselves.
import { PostgresBudgets, RedisBudgets } from '#adapters/hub-budgets';
import { SystemClock } from '#platform';
import { BudgetsInMemory, FakeHubBudgets } from '../support/fake-hub-budgets.js';
import { startPostgres } from '../support/postgres.js';
import { startRedis } from '../support/redis.js';
import { hubBudgetsConformance } from './hub-budgets.conformance.js';

hubBudgetsConformance('the fake', async () => {
  const shared = new BudgetsInMemory();
  const [here, elsewhere] = [new FakeHubBudgets(new SystemClock(), shared), new FakeHubBudgets(new SystemClock(), shared)];
  return { here, elsewhere, stop: async () => undefined };
});

hubBudgetsConformance('Redis', async () => {
  const redis = await startRedis();
  const [here, elsewhere] = [new RedisBudgets(redis.url), new RedisBudgets(redis.url)];
  return {
    here,
    elsewhere,
    stop: async () => {
      here.close();
      elsewhere.close();
      await redis.stop();
    },
  };
});

hubBudgetsConformance('PostgreSQL', async () => {
  const postgres = await startPostgres();
  const url = await postgres.database();
  const [here, elsewhere] = [new PostgresBudgets(url), new PostgresBudgets(url)];
  return {
    here,
    elsewhere,
    stop: async () => {
      await Promise.all([here.close(), elsewhere.close()]);
      await postgres.stop();
    },
  };
});
