import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../support/free-port.js';
import { waitFor } from '../../support/wait-for.js';

/** A real Redis that dies, freezes, forgets and fills up at a test's word. */
export class KillableRedis {
  #server: ChildProcess | null = null;
  #isStopped = false;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    /** A connection of the test's own, past every proxy. */
    readonly client: Redis,
  ) {}

  static async start(): Promise<KillableRedis> {
    const port = await freePort();
    const client = new Redis(port, { lazyConnect: true, retryStrategy: () => 50, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    const redis = new KillableRedis(port, await mkdtemp(path.join(tmpdir(), 'lockstep-redis-')), client);
    // It must not outlive us, however we end.
    process.once('exit', () => redis.#server?.kill('SIGKILL'));
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** `appendOnly`: with the log of the last start, if there was one; without it the server begins empty. */
  async start({ appendOnly = true } = {}): Promise<void> {
    if (this.#isStopped) throw new Error('Redis is stopped for good.');
    const log = appendOnly ? ['--appendonly', 'yes', '--appendfsync', 'everysec', '--dir', this.folder] : ['--dir', this.folder];
    this.#server = spawn('redis-server', ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', ...log], { stdio: 'ignore' });
    await waitFor('Redis to answer', async () => (await this.client.ping()) === 'PONG');
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  freeze(): void {
    this.#server?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#server?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.thaw();
    this.client.disconnect();
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
