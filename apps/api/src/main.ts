import { readEnv, runUntilStopped } from '#platform';
import { startApi } from './start-api.js';

await runUntilStopped(async () => startApi(readEnv()));
