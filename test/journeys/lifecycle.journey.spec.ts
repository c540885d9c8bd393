/** Real: PostgreSQL, Redis, HTTP, HTTPS, the API and a worker. Emulated: the hub and the fleet manager. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { sentenceOf } from '#core';
import type { Running } from '#platform';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';

describe.each(BACKENDS)('the lifecycle of devices, with the queue on %s', (backend) => {
  let stack: Stack;
  let worker: Running;

  beforeAll(async () => {
    stack = await startStack({ backend });
    worker = await startWorker(stack.env);
  }, 240_000);

  afterAll(async () => {
    await worker.stop();
    await stack.stop();
  }, 240_000);

  it('goes from accept over reject and accept to decommission, at one registry operation each', async () => {
    const { menderControl: mender, hubControl: hub } = stack;
    const id = `pump-${backend}`;
    await mender.make([id]);
    await mender.configure(id, { timezone: 'Europe/Oslo' });

    await mender.bulk('accept', [id]);
    expect(await stack.inSync(id, 'accepted')).toMatchObject({ hubStatus: 'enabled', deliveredKey: 1, confirmedKey: 1 });
    const { configured } = await mender.configuration(id);
    expect(configured.timezone).toBe('Europe/Oslo');
    expect(await hub.signIn(configured.azureConnectionString!)).toBe(204);

    await mender.bulk('reject', [id]);
    expect(await stack.inSync(id, 'rejected')).toMatchObject({ hubStatus: 'disabled' });
    expect(await hub.signIn(configured.azureConnectionString!)).toBe(401);

    await mender.bulk('accept', [id]);
    expect(await stack.inSync(id, 'accepted')).toMatchObject({ hubStatus: 'enabled', deliveredKey: 1 });
    expect(await mender.deployments(id)).toBe(1);

    await mender.bulk('decommission', [id]);
    expect(await stack.inSync(id, 'decommissioned')).toMatchObject({ hubStatus: 'absent' });
    expect(await hub.devices()).not.toContainEqual(expect.objectContaining({ deviceId: id }));

    const asked = await hub.journal(id);
    expect(asked.filter(({ changed }) => changed).map(({ method }) => method)).toEqual(['POST', 'PUT', 'PUT', 'DELETE']);
    expect(asked.filter(({ operation }) => operation === 'readDevice')).toEqual([]);
    const story = (await stack.story(id)).map(sentenceOf);
    expect(story).toContain('The identity was created in the hub.');
    expect(story.at(-1)).toMatch(/^In sync/);
  }, 240_000);

  it('delivers again to a device that was decommissioned and accepted again before anybody looked', async () => {
    const { menderControl: mender, hubControl: hub } = stack;
    const id = `back-${backend}`;
    await mender.make([id]);
    await mender.bulk('accept', [id]);
    await stack.inSync(id, 'accepted');

    await worker.stop();
    await mender.bulk('decommission', [id]);
    await mender.make([id]);
    await mender.bulk('accept', [id]);
    worker = await startWorker(stack.env);
    await waitFor('the connection string to be in the new configuration', async () => (await mender.configuration(id).catch(() => null))?.reported.azureConnectionString);
    await stack.inSync(id, 'accepted');
    expect(await hub.signIn((await mender.configuration(id)).configured.azureConnectionString!)).toBe(204);
  }, 240_000);
});
