import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startHubEmulator, type RunningHubEmulator } from '../../../apps/hub-emulator/src/index.js';
import { startMenderEmulator, type RunningMenderEmulator } from '../../../apps/mender-emulator/src/index.js';
import { Administrator } from '../../conformance/device-hub.administrator.js';
import { environmentFor } from '../../support/environment.js';
import { openHubCalls, type HubCalls } from '../../support/hub-calls.js';
import { openHubControl, type HubControl } from '../../support/hub-control.js';
import type { Backend } from '../../support/lockstep.js';
import { openMenderControl, type MenderControl } from '../../support/mender-control.js';
import { waitFor } from '../../support/wait-for.js';
import { startPostgres, type TestPostgres } from '../../support/postgres.js';
import { QUEUES, QueueBackend } from '#adapters/bullmq';
import { queueBackendOf, readEnv } from '#platform';
import type { Chance } from '../model/chance.js';
import { FaultProxy } from '../proxy/fault-proxy.js';
import { connectTenants, HOME, HOME_HUB, NEIGHBOUR, NEIGHBOUR_HUB, tenantOf, type Tenants } from './connect-tenants.js';
import { FaultyProcess, type AppName } from './faulty-process.js';
import { runCli } from './run-cli.js';
import { KillableRedis } from './killable-redis.js';
import { PostOffice } from './post-office.js';

export interface FaultStackOptions {
  backend: Backend;
  chance: Chance;
  workers?: number;
  leaseMs?: number;
  settings?: Readonly<Record<string, string>>;
}

interface Servers {
  postgres: TestPostgres;
  redis: KillableRedis | null;
  hub: RunningHubEmulator;
  mender: RunningMenderEmulator;
  /** The neighbour's fleet is one of its own. */
  neighbourMender: RunningMenderEmulator;
}

interface Proxies {
  postgres: FaultProxy;
  redis: FaultProxy | null;
  hub: FaultProxy;
  mender: FaultProxy;
  api: FaultProxy;
}

export const HUB_TIMEOUT_MS = 2_000;

/**
 * Everything there is, each in front of the other as in production: Mender, the post, API, workers, Redis, PostgreSQL, hub; the
 * servers and our apps are real processes, and a proxy stands before each server. Two tenants: ours and a neighbour.
 */
export class FaultStack {
  workers: FaultyProcess[] = [];
  api!: FaultyProcess;
  office!: PostOffice;
  /** Straight to the database, past the proxy. */
  readonly database: pg.Pool;
  readonly hubControl: HubControl;
  /** Plain requests to the emulator of the hub. */
  readonly hubCalls: HubCalls;
  readonly menderControl: MenderControl;
  /** Somebody else at our hub. */
  readonly administrator: Administrator;
  tenants!: Tenants;
  /** What our processes get; without an address of Redis their queue is in PostgreSQL. */
  #environment: Readonly<Record<string, string>>;
  readonly #droppedKeys: string[] = [];
  /** What processes that are gone wrote. */
  #outputs = '';
  /** End the processes that are not ready yet. */
  readonly #launching = new Set<() => void>();
  #isStopped = false;

  private constructor(
    readonly options: Required<Omit<FaultStackOptions, 'settings'>>,
    readonly servers: Servers,
    readonly proxies: Proxies,
    private readonly places: { databaseUrl: string; folder: string; environment: Readonly<Record<string, string>> },
  ) {
    const { hub, mender } = servers;
    this.#environment = places.environment;
    this.database = new pg.Pool({ connectionString: places.databaseUrl, max: 4 });
    this.database.on('error', () => undefined);
    this.hubControl = openHubControl(hub);
    this.hubCalls = openHubCalls(hub);
    this.menderControl = openMenderControl(mender);
    this.administrator = new Administrator({ connectionString: hub.connectionString(HOME_HUB), gateway: { host: '127.0.0.1', port: hub.port }, caPem: hub.caPem });
  }

  static async start({ backend, chance, workers = 2, leaseMs = 1_500, settings = {} }: FaultStackOptions): Promise<FaultStack> {
    const folder = await mkdtemp(path.join(tmpdir(), 'lockstep-faults-'));
    const [postgres, redis, hub, mender, neighbourMender] = await Promise.all([
      startPostgres({ durable: true }),
      backend === 'redis' ? KillableRedis.start() : null,
      startHubEmulator({ port: 0, hubs: [HOME_HUB, NEIGHBOUR_HUB], journalSize: 200_000 }),
      startMenderEmulator({ port: 0, settings: { reportDelayMs: 0 } }),
      startMenderEmulator({ port: 0, settings: { reportDelayMs: 0 } }),
    ]);
    const databaseUrl = await postgres.database();
    const behind = (port: number): Promise<FaultProxy> => FaultProxy.open(port, () => chance.next());
    const proxies = {
      postgres: await behind(Number(new URL(databaseUrl).port)),
      redis: redis && (await behind(redis.port)),
      hub: await behind(hub.port),
      mender: await behind(mender.port),
      api: await behind(1),
    };
    const caFile = path.join(folder, 'ca.pem');
    await writeFile(caFile, hub.caPem);
    const environment = {
      ...environmentFor({ databaseUrl: proxies.postgres.through(databaseUrl), redisUrl: redis && proxies.redis!.through(redis.url), hub: { port: proxies.hub.port, caFile } }),
      LOCKSTEP_LEASE_MS: String(leaseMs),
      LOCKSTEP_HUB_TIMEOUT_MS: String(HUB_TIMEOUT_MS),
      LOCKSTEP_RATE_LIMIT: '10000000',
      LOG_LEVEL: 'info',
      ...settings,
    };
    const stack = new FaultStack({ backend, chance, workers, leaseMs }, { postgres, redis, hub, mender, neighbourMender }, proxies, { databaseUrl, folder, environment });
    await stack.#begin().catch(async (error: unknown) => {
      await stack.stop();
      throw error;
    });
    return stack;
  }

  get #env() {
    return readEnv(this.#environment);
  }

  async #begin(): Promise<void> {
    const { mender, neighbourMender, hub } = this.servers;
    const connected = await connectTenants(this.places.databaseUrl, this.#env.LOCKSTEP_MASTER_KEYS, {
      hub,
      fleets: { [HOME]: { url: this.proxies.mender.through(mender.url), token: mender.token }, [NEIGHBOUR]: neighbourMender },
    });
    this.tenants = connected;
    const base = `http://127.0.0.1:${this.proxies.api.port}`;
    this.office = await PostOffice.open((deviceId) => {
      const { sourceId, secret } = connected[tenantOf(deviceId)];
      return { url: `${base}/webhooks/${sourceId}`, secret };
    }, () => this.options.chance.next());
    for (const fleet of [mender, neighbourMender]) await fleet.setWebhook({ url: this.office.url, secret: randomBytes(32).toString('hex') });
    await this.rollApi();
    await this.fillWorkers();
  }

  /** Where the API is found, by way of its proxy. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.proxies.api.port}`;
  }

  /** What a process of ours gets. */
  get processEnvironment(): Readonly<Record<string, string>> {
    return this.#environment;
  }

  /** Those in use and those that were dropped: none may ever be printed. */
  get masterKeys(): string[] {
    return [...this.#droppedKeys, this.#environment.LOCKSTEP_MASTER_KEYS!].flatMap((list) => list.split(',')).map((key) => key.split(':')[1]!);
  }

  /** Whether a worker, alive or dead, holds the job of a device. True while the queue does not answer. */
  async queueIsBusy(): Promise<boolean> {
    const backend = new QueueBackend(queueBackendOf(this.#env));
    try {
      return (await backend.queue(QUEUES.reconcileDevice).getActiveCount()) > 0;
    } catch {
      return true;
    } finally {
      await backend.close();
    }
  }

  /** Where the database is, past the proxy. */
  get databaseUrl(): string {
    return this.places.databaseUrl;
  }

  /** A new API takes the place of the one before, which finishes what it has begun. */
  async rollApi(): Promise<void> {
    const before = this.api as FaultyProcess | undefined;
    this.api = await this.#launch('api');
    this.proxies.api.leadTo(Number(new URL(this.api.address).port));
    await before?.stop();
    this.#outputs += before?.output ?? '';
  }

  /** New processes take the places of those before, one after the other, and finish what those hand over. */
  async roll(change: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#environment = { ...this.#environment, ...change };
    for (const [at, before] of this.workers.entries()) {
      this.workers[at] = await this.#launch('worker');
      await before.stop();
      this.#outputs += before.output;
    }
    await this.rollApi();
  }

  /** As docs/rotations.md says: all can open what the new key seals, then all seal with it, then what the old one sealed is sealed anew, then it goes. */
  async rotateMasterKey(): Promise<void> {
    const before = this.#environment.LOCKSTEP_MASTER_KEYS!;
    const fresh = `k${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`;
    await this.roll({ LOCKSTEP_MASTER_KEYS: `${before},${fresh}` });
    await this.roll({ LOCKSTEP_MASTER_KEYS: `${fresh},${before}` });
    await runCli(['rewrap'], this.#environment, this.options.chance.between(200, 2_500));
    await runCli(['rewrap'], this.#environment);
    this.#droppedKeys.push(before);
    await this.roll({ LOCKSTEP_MASTER_KEYS: fresh });
  }

  /** Every process ends as an orchestrator ends it, and begins anew with its queue elsewhere. What waits in the old queue stays there. */
  async moveQueueTo(backend: Backend): Promise<void> {
    const { redis } = this.servers;
    const { REDIS_URL: _, ...rest } = this.#environment;
    this.#environment = backend === 'redis' && redis ? { ...rest, REDIS_URL: this.proxies.redis!.through(redis.url) } : rest;
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.fillWorkers();
    await this.rollApi();
  }

  /** A batch that was cut off goes on by itself for a while: what it starts must not outlive the stack. */
  async #launch(app: AppName): Promise<FaultyProcess> {
    if (this.#isStopped) throw new Error('The stack is stopped.');
    const { ready, kill } = FaultyProcess.launch(app, this.#environment);
    this.#launching.add(kill);
    try {
      return await ready;
    } finally {
      this.#launching.delete(kill);
    }
  }

  /** As many workers as there should be, new ones in the place of the dead. */
  async fillWorkers(): Promise<void> {
    this.#outputs += this.workers.filter(({ isAlive }) => !isAlive).map(({ output }) => output).join('');
    this.workers = this.workers.filter(({ isAlive }) => isAlive);
    const missing = this.options.workers - this.workers.length;
    this.workers.push(...(await Promise.all(Array.from({ length: Math.max(0, missing) }, () => this.#launch('worker')))));
  }

  /** Every server up, every line clear, every process there: what a fault may have left behind is over. */
  async mend(): Promise<void> {
    const { postgres, redis, hub, mender, api } = this.proxies;
    for (const proxy of [postgres, redis, hub, mender, api]) await proxy?.mend();
    for (const process of [...this.workers, this.api]) {
      process.thaw();
      process.suffer({ skewMs: 0 });
    }
    this.servers.redis?.thaw();
    await this.hubControl.clearFaults();
    await this.menderControl.clearFaults();
    this.office.usual();
    if (!this.api.isAlive) await this.rollApi();
    await this.fillWorkers();
  }

  /** What our processes wrote since it was last taken away, or the end of it. */
  peekOutput(): string {
    return [this.#outputs, ...this.workers.map(({ output }) => output), this.api.output].join('');
  }

  takeOutput(): string {
    const all = this.peekOutput();
    this.#outputs = '';
    for (const process of [...this.workers, this.api]) process.output = '';
    return all;
  }

  /** Devices of a run that is over leave no trace, so that the next run is as quick as the first. */
  async forget(deviceIds: readonly string[]): Promise<void> {
    for (const table of ['event_log', 'inbox', 'drift_finding', 'device']) await this.database.query(`DELETE FROM ${table} WHERE device_id = ANY($1)`, [deviceIds]);
    // One that names no device is of this run too.
    await this.database.query('DELETE FROM dead_letter');
    const entries = deviceIds.map((id) => ({ id, importMode: 'delete' }));
    for (let at = 0; at < entries.length; at += 100) await this.administrator.call('POST', '/devices', entries.slice(at, at + 100));
    // A sweep would find them in the fleet.
    this.office.mail = { lostShare: 1, copies: 1, shuffleMs: 0 };
    await this.menderControl.bulk('decommission', deviceIds);
    await waitFor('the last webhooks of the run', async () => (await this.menderControl.webhooksUnderWay()) === 0);
    this.office.usual();
    this.office.forget();
  }

  async stop(): Promise<void> {
    const { postgres, redis, hub, mender, neighbourMender } = this.servers;
    this.#isStopped = true;
    for (const kill of this.#launching) kill();
    await Promise.all([...this.workers, this.api as FaultyProcess | undefined].map((process) => process?.kill()));
    await (this.office as PostOffice | undefined)?.close();
    this.hubControl.close();
    this.hubCalls.close();
    await this.database.end();
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy?.close()));
    await Promise.all([mender.stop(), neighbourMender.stop(), hub.stop()]);
    await Promise.all([redis?.stop(), postgres.stop()]);
    await rm(this.places.folder, { recursive: true, force: true });
  }
}
