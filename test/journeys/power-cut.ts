/**
 * Real: PostgreSQL, Redis, HTTP, HTTPS, the API, and workers in processes of their own that are killed with SIGKILL.
 * Emulated: the hub and the fleet manager. The power is cut after every answer that a pass gets, one after the other.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { BullDoorbell, QUEUES, QueueBackend } from '#adapters/bullmq';
import { DEFAULT_TENANT } from '#core';
import { queueBackendOf } from '#platform';
import { endOfPass, type Answered } from '../support/end-of-pass.js';
import type { BulkAction } from '../support/mender-control.js';
import { startStack, type Backend, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

const LEASE_MS = 500;
/** So many devices are brought in at once, for trials to come. */
const TOGETHER = 15;

/** Every pass makes these calls, and ends with the last. */
const isWhole = (cuts: readonly string[]): boolean => ['claim', 'look', 'began', 'settle'].every((call) => cuts.includes(call));

/** After the settlement from the beginning: whatever was missed on the way is met then. */
const nextCut = (last: number, died: string | null): number => (died === 'settle' ? 1 : died ? last + 1 : Math.max(1, last - 1));

/** A spec for each backend, so that they may run beside each other. */
export const tryPowerCuts = (backend: Backend): void => describe(`a power cut in the middle of a pass, with the queue on ${backend}`, () => {
  let stack: Stack;
  let queues: QueueBackend;
  let bell: BullDoorbell;
  /** Starts while the worker before it is being recovered from. */
  let spare: ChildProcess;
  let token: string;
  let made = 0;
  const accepted: string[] = [];

  beforeAll(async () => {
    stack = await startStack({ backend, leaseMs: LEASE_MS });
    queues = new QueueBackend(queueBackendOf(stack.env));
    bell = new BullDoorbell(queues.queue(QUEUES.reconcileDevice));
    spare = startCrashingWorker();
    token = (await stack.tokens.issue(DEFAULT_TENANT, 'admin', 'admin')).token.reveal();
  }, 240_000);

  afterAll(async () => {
    spare.kill('SIGKILL');
    await queues.close();
    await stack.stop();
  }, 240_000);

  it.each<{ action: BulkAction; status: string; fewest: number }>([
    { action: 'accept', status: 'accepted', fewest: 10 },
    { action: 'reject', status: 'rejected', fewest: 6 },
    { action: 'decommission', status: 'decommissioned', fewest: 5 },
  ])(
    'does no harm after any answer of the pass that follows $action',
    async ({ action, status, fewest }) => {
      const cuts: string[] = [];
      // A pass ends with its settlement. On a slow machine a lease may run out, and the answers of two passes mix: then the last cut, or all, are tried again.
      for (let trial = 1, crashAfter = 1; !isWhole(cuts); trial++) {
        expect(trial).toBeLessThan(50);
        const id = await (action === 'accept' ? madeDevice() : acceptedDevice());
        const died = await dieAfter(crashAfter, () => stack.menderControl.bulk(action, [id]));
        await recover([id], status);
        await expectNoHarm(id, status);
        if (died) cuts.push(died);
        crashAfter = nextCut(crashAfter, died);
      }
      expect(cuts.length).toBeGreaterThanOrEqual(fewest);
    },
    240_000,
  );

  it.each([
    { part: 'adds the next key', fewest: 12 },
    { part: 'makes it the primary one', fewest: 8 },
  ])(
    'does no harm after any answer of the pass of a rotation that $part',
    async ({ part, fewest }) => {
      const isSecond = part === 'makes it the primary one';
      const cuts: string[] = [];
      for (let trial = 1, crashAfter = 1; !isWhole(cuts); trial++) {
        expect(trial).toBeLessThan(50);
        const id = await acceptedDevice();
        const old = await connectionStringOf(id);
        if (isSecond) await deliverNext(id);

        const died = await dieAfter(crashAfter, () => (isSecond ? report(id) : rotate(id)));
        expect(await stack.hubControl.signIn(await connectionStringOf(id))).toBe(204);
        await recover([id], 'accepted');
        await expectRotated(id, old);
        if (died) cuts.push(died);
        crashAfter = nextCut(crashAfter, died);
      }
      expect(cuts.length).toBeGreaterThanOrEqual(fewest);
    },
    480_000,
  );

  const connectionStringOf = async (id: string): Promise<string> => (await stack.menderControl.configuration(id)).configured.azureConnectionString!;

  const rotate = (id: string): Promise<void> => post(`${id}/rotate-key`);

  /** The next key is on its way, and the device is away. */
  async function deliverNext(id: string): Promise<void> {
    await stack.menderControl.settings({ reportDelayMs: 'never' });
    const worker = await startWorker(stack.env);
    await rotate(id);
    await waitFor('the next key to be delivered', async () => (await stack.device(id))?.reason === 'not-reported-yet');
    await worker.stop();
  }

  async function report(id: string): Promise<void> {
    await stack.menderControl.settings({ reportDelayMs: 0 });
    await post(`${id}/wake`);
  }

  async function post(path: string): Promise<void> {
    const answer = await fetch(`${stack.api.address}/api/v1/devices/${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(202);
  }

  async function expectRotated(id: string, old: string): Promise<void> {
    const { configured, reported } = await stack.menderControl.configuration(id);
    expect(reported.azureConnectionString).toBe(configured.azureConnectionString);
    expect([await stack.hubControl.signIn(configured.azureConnectionString!), await stack.hubControl.signIn(old)]).toEqual([204, 401]);
    expect(await stack.menderControl.deployments(id)).toBe(2);
    const changes = (await stack.hubControl.journal(id)).filter(({ changed }) => changed).map(({ method }) => method);
    expect(changes).toEqual(['POST', 'PUT', 'PUT']);
  }

  async function madeDevice(): Promise<string> {
    const id = `pump-${++made}`;
    await stack.menderControl.make([id]);
    return id;
  }

  /** One of some that were brought in together: every start of a worker takes a while. None of the others rings any more. */
  async function acceptedDevice(): Promise<string> {
    if (accepted.length === 0) {
      const ids = await Promise.all(Array.from({ length: TOGETHER }, madeDevice));
      await stack.menderControl.bulk('accept', ids);
      await recover(ids, 'accepted');
      accepted.push(...ids);
    }
    return accepted.pop()!;
  }

  /** A healthy worker takes over until the devices are in sync. */
  async function recover(ids: readonly string[], status: string): Promise<void> {
    const worker = await startWorker(stack.env);
    try {
      for (const id of ids) await stack.inSync(id, status);
      await waitFor('every ring to be answered', async () => (await bell.waiting()) === 0);
    } finally {
      await worker.stop();
    }
  }

  /** Lets a worker die after its n-th answer; tells which answer that was, or null when the pass was over before. */
  async function dieAfter(crashAfter: number, cause: () => Promise<void>): Promise<string | null> {
    const worker = spare;
    spare = startCrashingWorker();
    let last: Answered | null = null;
    const over = endOfPass(worker, (answered) => (last = answered));
    worker.send({ crashAfter });
    await cause();
    await over;
    if (worker.exitCode === null && worker.signalCode === null) {
      worker.kill('SIGKILL');
      await once(worker, 'exit');
    }
    return (last as Answered | null)?.answers === crashAfter ? (last as Answered | null)!.name : null;
  }

  function startCrashingWorker(): ChildProcess {
    return fork('dist/test/support/crashing-worker.js', { env: { ...process.env, NODE_OPTIONS: '', ...stack.environment } });
  }

  async function expectNoHarm(id: string, status: string): Promise<void> {
    const writes = (await stack.hubControl.journal(id)).filter(({ changed }) => changed);
    expect(writes.filter(({ method }) => method === 'POST')).toHaveLength(1);
    const device = (await stack.hubControl.devices()).find(({ deviceId }) => deviceId === id);
    if (status === 'decommissioned') {
      expect(device).toBeUndefined();
      return;
    }
    expect(device).toMatchObject({ status: status === 'accepted' ? 'enabled' : 'disabled' });
    expect(await stack.menderControl.deployments(id)).toBe(1);
    const { configured } = await stack.menderControl.configuration(id);
    expect(await stack.hubControl.signIn(configured.azureConnectionString!)).toBe(status === 'accepted' ? 204 : 401);
  }
});
