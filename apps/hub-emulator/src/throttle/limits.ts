import type { Category } from './categories.js';

/** Editions of a hub. */
export const SKUS = ['F1', 'B1', 'B2', 'B3', 'S1', 'S2', 'S3'] as const;
export type Sku = (typeof SKUS)[number];

/** What an edition allows, for all its units together. */
export interface Limits {
  /** Steady rate of each category, per minute. */
  readonly perMinute: Readonly<Record<Category, number>>;
  /** Scheduled jobs that may run at the same time. */
  readonly concurrentJobs: number;
  /** Blocks of 4 KB a day that twin work may use. */
  readonly dailyBlocks: number;
  /** The basic editions have neither twins nor jobs. */
  readonly hasTwins: boolean;
}

const PER_TIER = {
  1: { registry: 100, queries: 20, jobs: 100, methodsPerSecond: 40, concurrentJobs: 1, daily: 400_000 },
  2: { registry: 100, queries: 20, jobs: 100, methodsPerSecond: 120, concurrentJobs: 5, daily: 6_000_000 },
  3: { registry: 5000, queries: 1000, jobs: 5000, methodsPerSecond: 6144, concurrentJobs: 10, daily: 300_000_000 },
} as const;

/** A free hub has a smaller day. */
const DAILY_FREE = 8_000;

/** Source: Azure IoT Hub, quotas and throttling (limits a unit, limits a hub, messages a day); direct methods are metered in 4 KB. */
export function limitsOf(sku: Sku, units: number): Limits {
  const tier = sku === 'F1' ? 1 : (Number(sku[1]) as 1 | 2 | 3);
  const own = PER_TIER[tier];
  return {
    perMinute: {
      registry: own.registry * units,
      queries: own.queries * units,
      'twin-reads': 60 * [100, Math.max(100, 10 * units), 500 * units][tier - 1]!,
      'twin-updates': 60 * [50, Math.max(50, 5 * units), 250 * units][tier - 1]!,
      jobs: own.jobs * units,
      'job-devices': 60 * [10, Math.max(10, units), 50 * units][tier - 1]!,
      // An import works off its devices as fast as requests could, and does not use up their limit; its real pace is not documented.
      'import-devices': own.registry * units,
      configurations: 20 * units,
      methods: 60 * own.methodsPerSecond * units,
    },
    concurrentJobs: own.concurrentJobs,
    dailyBlocks: sku === 'F1' ? DAILY_FREE : own.daily * units,
    hasTwins: !sku.startsWith('B'),
  };
}
