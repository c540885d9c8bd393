/** Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT, sentenceOf } from '#core';
import type { Running } from '#platform';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

describe.each(BACKENDS)('the rotation of device keys, with the queue on %s', (backend) => {
  let stack: Stack;
  let worker: Running;
  let token: string;

  beforeAll(async () => {
    stack = await startStack({ backend });
    worker = await startWorker(stack.env);
    token = (await stack.tokens.issue(DEFAULT_TENANT, 'admin', 'admin')).token.reveal();
  }, 240_000);

  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  const ask = async (path: string, body: unknown = {}): Promise<unknown> => {
    const answer = await fetch(`${stack.api.address}/api/v1/devices/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(202);
    return answer.json();
  };
  const configured = async (id: string): Promise<string> => (await stack.menderControl.configuration(id)).configured.azureConnectionString!;

  async function bringIn(...ids: string[]): Promise<void> {
    await stack.menderControl.make(ids);
    await stack.menderControl.bulk('accept', ids);
    for (const id of ids) await stack.inSync(id, 'accepted');
  }

  it('never leaves a device without a string that the hub takes, and costs two registry operations', async () => {
    const id = `pump-${backend}`;
    await bringIn(id);
    const old = await configured(id);
    await stack.menderControl.settings({ reportDelayMs: 'never' });
    await ask(`${id}/rotate-key`);

    const next = await waitFor('the next string to be delivered', async () => ((await configured(id)) === old ? null : configured(id)));
    expect([await stack.hubControl.signIn(old), await stack.hubControl.signIn(next)]).toEqual([204, 204]);
    expect(await stack.menderControl.deployments(id)).toBe(2);

    // The device comes back, takes what waits for it, and reports it.
    await stack.menderControl.settings({ reportDelayMs: 0 });
    await stack.database.prisma.device.updateMany({ where: { deviceId: id }, data: { wakeAt: new Date() } });
    await waitFor('the next key to be the primary one', async () => (await stack.story(id)).some(({ kind, step }) => kind === 'done' && step === 'promote-key'));
    expect(await stack.inSync(id, 'accepted')).toMatchObject({ deliveredKey: 2, confirmedKey: 2 });
    expect([await stack.hubControl.signIn(old), await stack.hubControl.signIn(next)]).toEqual([401, 204]);

    const asked = await stack.hubControl.journal(id);
    expect(asked.filter(({ changed }) => changed).map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT']);
    expect(asked.filter(({ operation }) => operation === 'readDevice')).toEqual([]);
    expect((await stack.story(id)).map(sentenceOf)).toContain('The new key is the primary one; the old one is not valid any more.');
  }, 240_000);

  it('comes round to all of them', async () => {
    const ids = Array.from({ length: 12 }, (_, n) => `fleet-${backend}-${n}`);
    await bringIn(...ids);
    const before = await Promise.all(ids.map(configured));
    expect(await ask('rotate-keys', { all: true })).toMatchObject({ dryRun: false });
    await waitFor('every device to have another key', async () => ((await ask('rotate-keys', { all: true, dryRun: true })) as { underWay: number }).underWay === 0, { withinMs: 120_000 });
    const after = await Promise.all(ids.map(configured));
    expect(after.filter((one) => before.includes(one))).toEqual([]);
    for (const one of after) expect(await stack.hubControl.signIn(one)).toBe(204);
    for (const one of before) expect(await stack.hubControl.signIn(one)).toBe(401);
  }, 240_000);
});
