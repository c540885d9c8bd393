// Real: everything that `npm start` runs, as processes of their own. The hub and the fleet manager are our emulators.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Operator } from '../../apps/standalone/test/operate.js';
import { permissionsOf, postmasterIn, runningOf, Standalones } from '../../apps/standalone/test/run-standalone.js';
import { startRedis } from '../support/redis.js';
import { waitFor } from '../support/wait-for.js';

const STOPS_WITHIN_MS = 10_000;
const PRODUCER = path.resolve('test/support/add-event.mjs');

jest.setTimeout(180_000);

describe('npm start', () => {
  let standalones: Standalones;

  beforeEach(async () => {
    standalones = await Standalones.onNewHome();
  });

  afterEach(async () => {
    await standalones.clear();
  });

  const allInSync = (operator: Operator, count: number) =>
    waitFor(`${count} devices in sync`, async () => {
      const devices = await operator.devices();
      return devices.length === count && devices.every(({ sync }) => sync === 'in-sync');
    });

  it('carries devices from the fleet manager to the hub, tells their story, and goes on with the same data after a stop', async () => {
    const first = standalones.start();
    const addresses = await first.ready();
    expect(addresses.queue).toBe('postgres');
    expect(permissionsOf(first.addressesFile)).toBe('600');
    expect(permissionsOf(path.join(standalones.home, 'keys.json'))).toBe('600');

    const operator = new Operator(addresses);
    const [kept, rejected, removed] = ['kept', 'rejected', 'removed'] as const;
    await operator.makeDevices([kept, rejected, removed]);
    await operator.change('accept', [kept, rejected, removed]);
    await allInSync(operator, 3);
    expect(await operator.inHub()).toEqual({ kept: 'enabled', rejected: 'enabled', removed: 'enabled' });

    expect(await operator.simulated()).toMatchObject({ devices: { accepted: 3 }, faults: expect.arrayContaining([{ fault: 'hub-away', broken: false }]) });

    await operator.change('reject', [rejected]);
    await operator.change('decommission', [removed]);
    await waitFor('the hub to hold one device enabled and one disabled', async () => {
      const { kept: one, rejected: other, ...rest } = await operator.inHub();
      return one === 'enabled' && other === 'disabled' && Object.keys(rest).length === 0;
    });
    await allInSync(operator, 3);

    const connectionString = await operator.deliveredTo(kept);
    expect(connectionString).toContain(`HostName=${addresses.hub.hostName};DeviceId=kept;SharedAccessKey=`);
    expect(await operator.sendAsDevice(connectionString)).toBe(204);
    expect(await operator.sendAsDevice(await operator.deliveredTo(rejected))).toBe(401);

    const told = ['The identity was created in the hub.', 'The connection string was written to the device configuration and deployed.', 'The identity was deleted from the hub.'];
    expect((await operator.story(removed)).filter((sentence) => told.includes(sentence))).toEqual(told);
    expect(await operator.story(rejected)).toContain('The status was changed in the hub.');

    const processes = first.processes();
    const stopping = Date.now();
    expect(await first.end('SIGTERM')).toBe(0);
    expect(Date.now() - stopping).toBeLessThan(STOPS_WITHIN_MS);
    expect(await runningOf(processes)).toEqual([]);
    expect(existsSync(first.addressesFile)).toBe(false);

    const second = standalones.start();
    const again = await second.ready();
    expect([again.tokens, again.webhook.secret]).toEqual([addresses.tokens, addresses.webhook.secret]);
    const same = new Operator(again);
    expect((await same.devices()).map(({ deviceId, status }) => [deviceId, status])).toEqual([['kept', 'accepted'], ['rejected', 'rejected'], ['removed', 'decommissioned']]);
    expect(await same.sendAsDevice(connectionString)).toBe(204);

    await same.change('accept', [rejected]);
    await waitFor('the rejected device to be let in again', async () => (await same.inHub()).rejected === 'enabled');
  });

  it('starts again after it was killed, and stops the PostgreSQL that was left over', async () => {
    const killed = standalones.start();
    const before = await killed.ready();
    await new Operator(before).makeDevices(['survivor']);
    await waitFor('the device to be known', async () => (await new Operator(before).devices()).length === 1);
    const processes = killed.processes();
    expect(await killed.end('SIGKILL')).toBe('SIGKILL');
    const postmaster = postmasterIn(standalones.home);
    expect(await runningOf([postmaster])).toEqual([postmaster]);

    const operator = new Operator(await standalones.start().ready());
    expect(await runningOf(processes)).toEqual([]);
    expect((await operator.devices()).map(({ deviceId }) => deviceId)).toEqual(['survivor']);
  });

  it('keeps the queue in Redis when there is one, and takes events from any BullMQ producer there', async () => {
    const redis = await startRedis();
    try {
      const run = standalones.start({ REDIS_URL: redis.url });
      const addresses = await run.ready();
      expect(addresses.queue).toBe('redis');

      const operator = new Operator(addresses);
      await operator.makeDevices(['from-the-queue'], { status: 'accepted', announce: false });
      expect(await operator.devices()).toEqual([]);
      const event = { id: randomUUID(), deviceId: 'from-the-queue', type: 'accept', occurredAt: new Date().toISOString() };
      await promisify(execFile)(process.execPath, [PRODUCER, redis.url, JSON.stringify(event)], { env: { PATH: process.env.PATH } });
      await allInSync(operator, 1);
      expect(await operator.inHub()).toEqual({ 'from-the-queue': 'enabled' });
      expect(await run.end()).toBe(0);
    } finally {
      await redis.stop();
    }
  });
});
