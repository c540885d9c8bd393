/**
 * One of our apps as it ships, in a process whose clock can be moved and whose event loop can be blocked by its parent: the
 * name of the app is the argument. With `on-word` behind it, it loads and waits for a first word. Nothing of the product knows of it.
 */
import { once } from 'node:events';
import { startApi } from '../../../apps/api/src/start-api.js';
import { startWorker } from '../../../apps/worker/src/start-worker.js';
import { readEnv, runUntilStopped, type Env, type Running } from '#platform';

/** What the parent may do to the process. */
export interface Trouble {
  /** How far ahead its clock is from now on, ms; negative: behind. */
  skewMs?: number;
  /** How long nothing else runs, ms. */
  blockMs?: number;
  /** Something fails and nobody waits for it. */
  reject?: boolean;
}

const APPS: Record<string, (env: Env) => Promise<Running>> = { api: startApi, worker: startWorker };

let skewMs = 0;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...values: unknown[]) {
    if (values.length === 0) super(RealDate.now() + skewMs);
    else super(...(values as [number]));
  }
  static override now(): number {
    return RealDate.now() + skewMs;
  }
} as DateConstructor;

process.on('message', (trouble: Trouble) => {
  skewMs = trouble.skewMs ?? skewMs;
  const until = performance.now() + (trouble.blockMs ?? 0);
  while (performance.now() < until);
  if (trouble.reject) void Promise.reject(new Error('Nobody waits for this.'));
});

const [name = '', begin] = process.argv.slice(2);
const app = APPS[name];
if (!app) throw new Error(`There is no app ${name}.`);
if (begin === 'on-word') await once(process, 'message');
await runUntilStopped(() => app(readEnv()));
