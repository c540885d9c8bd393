import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import type { Running } from '#platform';
import { startStack, type Stack, type StackOptions } from '../support/lockstep.js';
import { openBrowser, type TestBrowser } from './open-browser.js';

/** Where screenshots are left. */
export const SHOTS = 'artifacts/screenshots';

interface Opening extends Omit<StackOptions, 'backend'> {
  /** With a worker, without one by default. */
  worker?: boolean;
}

/** One stack for all tests of a file, and for each of them a browser of its own, which has to have nothing to complain about in the end. */
export function openForEach({ worker: withWorker = false, ...options }: Opening, opened: (now: { stack: Stack; page: Page }) => void): void {
  let stack: Stack;
  let worker: Running | null = null;
  let browser: TestBrowser;

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    stack = await startStack({ backend: 'postgres', ...options });
    if (withWorker) worker = await startWorker(stack.env);
  }, 240_000);

  beforeEach(async () => {
    browser = await openBrowser();
    opened({ stack, page: browser.page });
  }, 240_000);

  afterEach(async () => {
    const complaints = browser.complaints();
    await browser.close();
    expect(complaints).toEqual([]);
  }, 240_000);

  afterAll(async () => {
    await worker?.stop();
    await stack.stop();
  }, 240_000);
}
