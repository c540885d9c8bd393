import { setTimeout as pause } from 'node:timers/promises';
import type { KillableRedis } from '../stack/killable-redis.js';
import type { Site } from '../run/site.js';
import { flavour, nothingToHeal, type Fault } from './fault.js';

const REDIS = ['redis'] as const;

const redisOf = ({ stack }: Site): KillableRedis => stack.servers.redis!;

export const REDIS_FAULTS: readonly Fault[] = [
  {
    id: 'F4',
    title: 'Redis forgets everything',
    boundMs: 30_000,
    backends: REDIS,
    strike: async (site) => {
      for (let times = site.chance.between(1, 3); times > 0; times--) {
        await pause(site.chance.between(0, 150));
        await redisOf(site).client.flushall();
      }
      return nothingToHeal;
    },
  },
  {
    id: 'F5',
    title: 'Redis is killed and comes back, with its log or empty',
    boundMs: 15_000,
    backends: REDIS,
    strike: async (site) => {
      await redisOf(site).kill();
      await pause(site.chance.between(50, 1_500));
      return () => redisOf(site).start({ appendOnly: site.chance.isLucky(0.5) });
    },
  },
  {
    id: 'F6',
    title: 'Redis is frozen, paused or slow',
    boundMs: 15_000,
    backends: REDIS,
    strike: (site) =>
      flavour(site, [
        async () => {
          redisOf(site).freeze();
          await pause(site.chance.between(500, 4_000));
          return async () => redisOf(site).thaw();
        },
        async () => {
          await redisOf(site).client.call('CLIENT', 'PAUSE', String(site.chance.between(500, 3_000)), 'ALL');
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.redis!.set({ latencyMs: site.chance.between(20, 200), jitterMs: 100 });
          await pause(1_000);
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.redis!.set({ swallows: site.chance.pick(['requests', 'answers', 'everything'] as const) });
          await pause(site.chance.between(500, 3_000));
          return nothingToHeal;
        },
      ]),
  },
  {
    id: 'F7',
    title: 'Redis is full, or may only be read',
    boundMs: 30_000,
    backends: REDIS,
    strike: (site) =>
      flavour(site, [
        async () => {
          await redisOf(site).client.config('SET', 'maxmemory', '1');
          await pause(site.chance.between(300, 1_500));
          return async () => void (await redisOf(site).client.config('SET', 'maxmemory', '0'));
        },
        async () => {
          await redisOf(site).client.replicaof('127.0.0.1', 1);
          await pause(site.chance.between(300, 1_500));
          return async () => void (await redisOf(site).client.replicaof('NO', 'ONE'));
        },
      ]),
  },
  {
    id: 'F36',
    title: 'The queue moves from Redis to PostgreSQL and back while devices wait',
    boundMs: 30_000,
    backends: REDIS,
    strike: async ({ stack }) => {
      await stack.moveQueueTo('postgres');
      await pause(500);
      return () => stack.moveQueueTo('redis');
    },
  },
];
