import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { loadavg } from 'node:os';
import { Database, KnownActors, PostgresTokens, Sealing, TenantSeeds } from '#adapters/postgres';
import { DEFAULT_TENANT, readPolicyConnectionString, type Secret } from '#core';
import { readEnv } from '#platform';
import { TwinDevices } from '../support/twin-devices.js';
import { startProgram } from './app-process.js';
import { openBenchStack, type BenchStack } from './bench-stack.js';
import { atRate, percentile, timeOf, type Asked } from './measure-requests.js';

const DEVICES = 50;
const PER_SECOND = 100;
const BARE_PROXY = 'dist/test/bench/bare-proxy.js';
/** Requests a round of each way: so few that no connection is closed for being idle while the others have their turn. */
const ROUND = 100;
const ROUNDS = 24;
/** Before it counts, each way is gone this often, and faster: a process that serves a fleet is warm, and its code is compiled. */
const WARM_UP = 4_000;
const WARM_UP_PER_SECOND = 400;
const LIST_SIZES = { small: 1_000, large: 100_000 };
const LIST_ROUNDS = 2_000;

/**
 * Two questions. What does a twin cost that is read through us, beside the same twin read straight from the hub, at 100 requests a
 * second? And what does a page of the device list cost at 100,000 devices, beside one at 1,000?
 */
export async function benchTwin(print: (line: string) => void): Promise<void> {
  const stack = await openBenchStack('postgres');
  const env = readEnv(stack.environment);
  const database = new Database({ url: env.DATABASE_URL, connections: 4 });
  const tokens = new PostgresTokens(database, new TenantSeeds(database, new Sealing(env.LOCKSTEP_MASTER_KEYS)), new KnownActors());
  try {
    await benchReads(stack, { database, token: (await tokens.issue(DEFAULT_TENANT, 'bench', 'viewer')).token }, print);
    await benchList(stack, tokens, print);
  } finally {
    await database.close();
    await stack.stop();
  }
}

async function benchReads(stack: BenchStack, { database, token }: { database: Database; token: Secret }, print: (line: string) => void): Promise<void> {
  const { port, caFile, hubs } = stack.hub;
  const { hostName, connectionString } = hubs[0]!;
  const caPem = readFileSync(caFile, 'utf8');
  const devices = new TwinDevices({ hub: { port, caPem, connectionString: () => connectionString }, database });
  // They have no wake-up, so that the worker leaves them alone.
  await stack.database.query(INSERT_DEVICES, [DEFAULT_TENANT, DEVICES]);
  const ids = Array.from({ length: DEVICES }, (_, n) => `d${String(n + 1).padStart(7, '0')}`);
  await Promise.all(ids.map((id) => devices.putIntoHub(id)));

  const [secure, plain] = [new SecureAgent({ keepAlive: true, ca: caPem, maxSockets: 32 }), new PlainAgent({ keepAlive: true, maxSockets: 32 })];
  const signed = { host: hostName, authorization: signatureOf(connectionString) };
  const straight = (n: number): Asked => ({
    secure: true, agent: secure, host: '127.0.0.1', port, servername: hostName, path: `/twins/${ids[n % DEVICES]}?api-version=2021-04-12`, headers: signed,
  } as Asked);
  const proxy = await startProgram<{ port: number }>(BARE_PROXY, {}, [String(port), hostName, caFile, signed.authorization]);
  const forwarded = (n: number): Asked => ({ secure: false, agent: plain, host: '127.0.0.1', port: proxy.ready.port, path: straight(n).path });
  const through = (n: number): Asked => ({ ...toUs(stack, plain, token), path: `/api/v1/devices/${ids[n % DEVICES]}/twin` });

  const [direct, bare, ours] = await inTurn([straight, forwarded, through]);
  secure.destroy();
  plain.destroy();
  await proxy.stop();
  printReads({ direct, bare, ours }, print);
}

/** The figures of each way; the ways take turns, so that a busy moment meets all. */
async function inTurn<Ways extends readonly ((n: number) => Asked)[]>(ways: readonly [...Ways]): Promise<{ [Way in keyof Ways]: Figures }> {
  for (const way of ways) await atRate(WARM_UP_PER_SECOND, WARM_UP, way);
  const times = ways.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, way] of ways.entries()) times[index]!.push(...(await atRate(PER_SECOND, ROUND, way)));
  }
  return times.map(figuresOf) as { [Way in keyof Ways]: Figures };
}

function printReads({ direct, bare, ours }: Record<'direct' | 'bare' | 'ours', Figures>, print: (line: string) => void): void {
  const line = (name: string, [p50, p99]: Figures): void => print(`  ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
  print(`twin GET at ${PER_SECOND} requests a second, ${ROUND * ROUNDS} of each, load ${loadavg()[0]!.toFixed(1)}`);
  line('straight from the hub', direct);
  line('through a bare proxy', bare);
  line('through us', ours);
  line('more through a bare proxy', [bare[0] - direct[0], bare[1] - direct[1]]);
  line('more through us (aim: 2 and 5)', [ours[0] - direct[0], ours[1] - direct[1]]);
}

async function benchList(stack: BenchStack, tokens: PostgresTokens, print: (line: string) => void): Promise<void> {
  const agent = new PlainAgent({ keepAlive: true, maxSockets: 4 });
  const asked: Record<string, (n: number) => Asked> = {};
  for (const [tenant, size] of Object.entries(LIST_SIZES)) {
    await stack.database.query(INSERT_DEVICES, [tenant, size]);
    const token = (await tokens.issue(tenant, 'bench', 'viewer')).token;
    asked[tenant] = (n) => ({ ...toUs(stack, agent, token), path: `/api/v1/devices?limit=100&cursor=${Buffer.from(`d${String((n * 7_919) % (size - 200)).padStart(7, '0')}`).toString('base64url')}` });
  }
  await stack.database.query('ANALYZE device');
  const times = { small: [] as number[], large: [] as number[] };
  for (let n = -100; n < LIST_ROUNDS; n++) {
    for (const size of ['small', 'large'] as const) {
      const ms = await timeOf(asked[size]!(Math.abs(n)));
      if (n >= 0) times[size].push(ms);
    }
  }
  agent.destroy();
  const [small, large] = [figuresOf(times.small), figuresOf(times.large)];
  print(`device list, pages of 100, ${LIST_ROUNDS} of each, load ${loadavg()[0]!.toFixed(1)}`);
  print(`  1,000 devices: p50 ${small[0].toFixed(2)} ms, p99 ${small[1].toFixed(2)} ms; 100,000: p50 ${large[0].toFixed(2)} ms, p99 ${large[1].toFixed(2)} ms`);
  print(`  p99 at 100,000 is ${(large[1] / small[1]).toFixed(2)} times that at 1,000 (aim: 1.5)`);
}

type Figures = readonly [p50: number, p99: number];

const figuresOf = (times: readonly number[]): Figures => [percentile(times, 0.5), percentile(times, 0.99)];

const toUs = ({ api }: BenchStack, agent: PlainAgent, token: Secret): Asked => ({
  secure: false, agent, host: '127.0.0.1', port: Number(new URL(api.address).port), headers: { authorization: `Bearer ${token.reveal()}` },
});

function signatureOf(connectionString: string): string {
  const { hostName, policyName, key } = readPolicyConnectionString(connectionString);
  const [resource, expiry] = [encodeURIComponent(hostName), Math.ceil(Date.now() / 1000) + 3600];
  const signature = createHmac('sha256', Buffer.from(key.reveal(), 'base64')).update(`${resource}\n${expiry}`).digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${policyName}`;
}

const INSERT_DEVICES = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, sync, wake_at)
  SELECT $1, 'd' || lpad(n::text, 7, '0'), 'accepted', now(), 'bench', 1, 1, 'in-sync', NULL FROM generate_series(1, $2::int) n`;
