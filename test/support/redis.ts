import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

/** A real Redis of one test suite. */
export interface TestRedis {
  url: string;
  flush(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
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
    },
  };
}
