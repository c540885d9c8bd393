/**
 * Real: PostgreSQL, Redis, API and workers as processes of their own, TCP through proxies. Emulated: the hub and the fleet manager.
 * Every fault once on each backend, with fixed seeds, so that it is the same in every run. The long run is `npm run faults`.
 */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { BACKENDS } from '../support/lockstep.js';
import { FAULTS } from './catalogue/index.js';
import { Chance } from './model/chance.js';
import { runBatch } from './run/run-batch.js';
import { storyOf } from './run/run-faults.js';
import { FaultStack } from './stack/fault-stack.js';

const SEEDS = [1, 2, 3];

// The seeds decide what happens, and not when: what fails once is told and tried again. `npm run faults` forgives nothing.
jest.retryTimes(1, { logErrorsBeforeRetry: true });

describe.each(BACKENDS)('with the queue on %s, every invariant holds', (backend) => {
  let stack: FaultStack;
  let tries = 0;

  beforeAll(async () => {
    stack = await FaultStack.start({ backend, chance: new Chance(SEEDS[0]!).fork('stack') });
  }, 240_000);

  afterAll(async () => stack?.stop(), 240_000);

  it.each(FAULTS.filter(({ backends }) => !backends || backends.includes(backend)))('$id: $title', async (fault) => {
    const report = await runBatch(stack, { fault, seeds: SEEDS, name: `${fault.id.toLowerCase()}-${++tries}` });
    expect(report.violations.length === 0 ? '' : storyOf(report, backend, stack.takeOutput())).toBe('');
  }, 240_000);
});
