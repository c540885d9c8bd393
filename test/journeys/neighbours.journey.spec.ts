/** Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker. Emulated: two hubs, one of which fails, and two fleet managers. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startMenderEmulator, type RunningMenderEmulator } from '../../apps/mender-emulator/src/index.js';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { PostgresConnections, Sealing, TenantSeeds } from '#adapters/postgres';
import { Secret, readPolicyConnectionString } from '#core';
import type { Running } from '#platform';
import { HUB_HOST } from '../support/hub-calls.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { openMenderControl, type MenderControl } from '../support/mender-control.js';
import { waitFor } from '../support/wait-for.js';

const NEIGHBOUR = 'neighbour';
const NEIGHBOUR_HUB = 'neighbour.azure-devices.net';
const DEVICES = 30;
/** More than a worker's passes at once, all of which a slow hub would hold. */
const CROWD = 250;
const SLOW_MS = 40_000;
/** So many of the 200 passes the crowd gets by any rule that keeps a few places for others. */
const CROWDED = 150;

describe.each(BACKENDS)('a tenant whose neighbour has a sick hub, with the queue on %s', (backend) => {
  let stack: Stack;
  let worker: Running;
  let neighbours: RunningMenderEmulator;
  let fleet: MenderControl;
  let baselineMs: number;

  beforeAll(async () => {
    stack = await startStack({ backend, leaseMs: 2_000, hubs: [HUB_HOST, NEIGHBOUR_HUB] });
    neighbours = await startMenderEmulator({ port: 0, settings: { reportDelayMs: 0 } });
    fleet = openMenderControl(neighbours);
    await connectNeighbour();
    worker = await startWorker(stack.env);
    await round('warm-up');
    baselineMs = (await round('baseline')).ms;
  }, 240_000);
  afterEach(() => stack.hubControl.clearFaults());
  afterAll(async () => {
    await worker.stop();
    await Promise.all([stack.stop(), neighbours.stop()]);
  }, 240_000);

  async function connectNeighbour(): Promise<void> {
    const sealing = new Sealing(stack.env.LOCKSTEP_MASTER_KEYS);
    const connections = new PostgresConnections(stack.database, sealing, new TenantSeeds(stack.database, sealing));
    const { hostName, policyName, key } = readPolicyConnectionString(stack.hub.connectionString(NEIGHBOUR_HUB));
    await connections.addHub(NEIGHBOUR, hostName, { kind: 'shared-access-policy', policyName, key }, { edition: { sku: 'S3', units: 10 } });
    await connections.putFleet(NEIGHBOUR, neighbours.url, new Secret(neighbours.token));
    const secret = randomBytes(32).toString('hex');
    const { id } = await connections.addEventSource(NEIGHBOUR, 'mender', new Secret(secret));
    await neighbours.setWebhook({ url: `${stack.api.address}/webhooks/${id}`, secret });
  }

  const inSync = (tenantId: string, begin: string): Promise<number> => stack.database.prisma.device.count({ where: { tenantId, deviceId: { startsWith: begin }, sync: 'in-sync' } });

  const atWork = (): Promise<number> => stack.database.prisma.device.count({ where: { tenantId: 'default', leaseUntil: { not: null } } });

  /** The neighbour accepts devices: how long until all of them are in sync, and what that took of its hub. */
  async function round(name: string): Promise<{ ms: number; calls: number; writes: number }> {
    const ids = Array.from({ length: DEVICES }, (_, number) => `${name}-${number}`);
    await fleet.make(ids);
    const began = performance.now();
    await fleet.bulk('accept', ids);
    await waitFor(`all of ${name} to be in sync`, async () => (await inSync(NEIGHBOUR, `${name}-`)) === DEVICES, { withinMs: 120_000 });
    const ms = performance.now() - began;
    const entries = (await Promise.all(ids.map((id) => stack.hubControl.journal(id)))).flat();
    return { ms, calls: entries.length, writes: entries.filter(({ changed }) => changed).length };
  }

  it.each([
    { named: 'throttles everything', fault: { kind: 'status', status: 429 } },
    { named: 'is away', fault: { kind: 'status', status: 503 } },
    { named: 'is slow', fault: { kind: 'delay', delayMs: SLOW_MS } },
    { named: 'is slow for more devices than there are passes', fault: { kind: 'delay', delayMs: SLOW_MS }, devices: CROWD },
  ])('gets its own devices in sync with the same work while the other one $named', async ({ named, fault, devices = DEVICES }) => {
    const sick = named.replaceAll(' ', '-');
    const ids = Array.from({ length: devices }, (_, number) => `${sick}-${number}`);
    await stack.hubControl.fault({ hub: HUB_HOST, ...fault });
    await stack.menderControl.make(ids);
    await stack.menderControl.bulk('accept', ids);
    await waitFor('their events to be there', async () => (await stack.database.prisma.device.count({ where: { tenantId: 'default', deviceId: { startsWith: `${sick}-` } } })) === ids.length, { withinMs: 120_000 });
    if (devices === CROWD) await waitFor('passes to be held by the slow hub', async () => (await atWork()) >= CROWDED);

    const { ms, calls, writes } = await round(`beside-${sick}`);
    process.stdout.write(`${backend}: in sync in ${ms.toFixed(0)} ms beside a hub that ${named}, ${baselineMs.toFixed(0)} ms before: ${(ms / baselineMs).toFixed(2)} times\n`);
    // One creation a device, and no more calls than devices: nothing was tried twice because of the neighbour.
    expect(writes).toBe(DEVICES);
    expect(calls).toBe(DEVICES);
    expect(await inSync('default', `${sick}-`)).toBe(0);
    expect(ms).toBeLessThan(SLOW_MS / 2);
    expect(await stack.database.prisma.device.count({ where: { tenantId: NEIGHBOUR, attempts: { gt: 0 } } })).toBe(0);
  }, 240_000);
});
