import { z } from 'zod';
import { CATEGORIES } from '../throttle/categories.js';
import { ForeignLoad, ThrottleChange } from '../throttle/settings.js';
import { findHub, readBodyAs, type ControlRoute } from './control-call.js';

const ClockChange = z.strictObject({
  /** How many times as fast as real time throttles and quotas live. */
  timeScale: z.number().gt(0).max(100_000).optional(),
  /** Moves their time forward. Milliseconds. */
  advanceMs: z.number().min(0).max(366 * 24 * 3600 * 1000).optional(),
});

export const THROTTLE_ROUTES: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/emulator/hubs/{hub}/throttle',
    run: ({ emulator, name }) => ({ status: 200, body: findHub(emulator, name).throttle.settings }),
  },
  {
    method: 'PATCH',
    path: '/emulator/hubs/{hub}/throttle',
    run: ({ emulator, name, body }) => ({ status: 200, body: findHub(emulator, name).throttle.change(readBodyAs(ThrottleChange, body)) }),
  },
  {
    method: 'GET',
    path: '/emulator/hubs/{hub}/budget',
    run: ({ emulator, name }) => {
      const { throttle } = findHub(emulator, name);
      const categories = Object.fromEntries(CATEGORIES.map((category) => [category, throttle.report(category)]));
      return { status: 200, body: { throttle: throttle.settings, quota: throttle.quota.report(), categories } };
    },
  },
  {
    method: 'DELETE',
    path: '/emulator/hubs/{hub}/budget',
    run: ({ emulator, name }) => {
      findHub(emulator, name).throttle.clear();
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: '/emulator/hubs/{hub}/foreign-load',
    run: ({ emulator, name, body }) => {
      findHub(emulator, name).throttle.load(readBodyAs(ForeignLoad, body));
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: '/emulator/clock',
    run: ({ emulator: { throttleClock } }) => ({ status: 200, body: { timeScale: throttleClock.scale, now: throttleClock.now() } }),
  },
  {
    method: 'PATCH',
    path: '/emulator/clock',
    run: ({ emulator: { throttleClock }, body }) => {
      const { timeScale, advanceMs } = readBodyAs(ClockChange, body);
      if (timeScale !== undefined) throttleClock.run(timeScale);
      if (advanceMs !== undefined) throttleClock.advance(advanceMs);
      return { status: 200, body: { timeScale: throttleClock.scale, now: throttleClock.now() } };
    },
  },
];
