import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

/** A real Redis of one test suite. */
export interface TestRedis {
  url: string;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** `appendOnly` keeps a log that is synced every second, as in production. */
export async function startRedis({ appendOnly = false } = {}): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'lockstep-redis-'));
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...(appendOnly ? ['--appendonly', 'yes', '--dir', folder] : [])], { stdio: 'ignore' });
  const gone = once(server, 'exit');
  server.once('error', (error) => {
    throw new Error('redis-server cannot be started. Install the Debian package redis-server.', { cause: error });
  });
  const client = new Redis(port, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await waitFor('Redis to answer', async () => (await client.ping()) === 'PONG');

  return {
    url: `redis://127.0.0.1:${port}`,
    flush: async () => void (await client.flushall()),
    stop: async () => {
      client.disconnect();
      server.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
