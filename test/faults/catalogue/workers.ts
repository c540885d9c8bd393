import { setTimeout as pause } from 'node:timers/promises';
import type { FaultyProcess } from '../stack/faulty-process.js';
import type { Site } from '../run/site.js';
import { flavour, nothingToHeal, type Fault } from './fault.js';

const aWorker = ({ stack, chance }: Site): FaultyProcess => chance.pick(stack.workers.filter(({ isAlive }) => isAlive));

/** Longer than the lease, so that others take over. */
const pastTheLease = ({ stack, chance }: Site): number => chance.between(1.2 * stack.options.leaseMs, 2.5 * stack.options.leaseMs);

export const WORKER_FAULTS: readonly Fault[] = [
  {
    id: 'F1',
    title: 'A worker is killed at any moment',
    boundMs: 15_000,
    strike: async (site) => {
      await pause(site.chance.between(0, 200));
      await aWorker(site).kill();
      return () => site.stack.fillWorkers();
    },
  },
  {
    id: 'F2',
    title: 'The worker of the same device is killed again and again',
    boundMs: 30_000,
    strike: async ({ stack, chance }) => {
      for (let deaths = 0; deaths < 3; deaths++) {
        await pause(chance.between(0, 150));
        await Promise.all(stack.workers.map((worker) => worker.kill()));
        await stack.fillWorkers();
      }
      return nothingToHeal;
    },
  },
  {
    id: 'F3',
    title: 'Workers and API are replaced by new ones',
    boundMs: 10_000,
    strike: async (site) => {
      const began = performance.now();
      await site.stack.roll();
      site.probes.push({ what: `a rolling restart that takes ${Math.round(performance.now() - began)} ms`, mustNot: [0], status: performance.now() - began < 60_000 ? 200 : 0 });
      return nothingToHeal;
    },
  },
  {
    id: 'F28',
    title: 'A worker is frozen for longer than its lease, and goes on',
    boundMs: 15_000,
    strike: async (site) => {
      const worker = aWorker(site);
      worker.freeze();
      await pause(pastTheLease(site));
      return async () => worker.thaw();
    },
  },
  {
    id: 'F35',
    title: 'A worker is blocked for longer than its lease, or ends for a failure that nobody waits for',
    boundMs: 15_000,
    strike: (site) =>
      flavour(site, [
        async () => {
          const blockMs = pastTheLease(site);
          aWorker(site).suffer({ blockMs });
          await pause(blockMs);
          return nothingToHeal;
        },
        async () => {
          aWorker(site).suffer({ reject: true });
          await pause(100);
          return () => site.stack.fillWorkers();
        },
      ]),
  },
];
