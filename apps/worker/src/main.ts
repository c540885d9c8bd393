import { readEnv, runUntilStopped } from '#platform';
import { startWorker } from './start-worker.js';

await runUntilStopped(async () => startWorker(readEnv()));
