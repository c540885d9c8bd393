import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '../support/wait-for.js';
import { aFreshDevice, aGate, type DoorbellUnderTest } from './doorbell.under-test.js';

/** Every duty in the comments of the port `Doorbell`, each as a test, for any doorbell. */
export const doorbellConformance = (name: string, start: () => Promise<DoorbellUnderTest>): void =>
  describe(`${name}, as a Doorbell`, () => {
    let tried: DoorbellUnderTest;
    beforeAll(async () => {
      tried = await start();
    }, 240_000);
    afterAll(() => tried.stop(), 30_000);

    /** Listens for one device; other tests' rings are answered and not counted. */
    const listenFor = async (deviceId: string, onPass: (pass: number) => Promise<void> | void = () => undefined) => {
      let passes = 0;
      const worker = await tried.listen(async (key) => {
        if (key.deviceId === deviceId) await onPass(++passes);
      });
      return { passes: () => passes, stop: () => worker.stop() };
    };

    it('is heard by a worker that listens, with the whole name of the device', async () => {
      const key = { tenantId: 'other', deviceId: "a-b:c.d+e%f_g#h*i?j!k(l),m=n@o;p$q'r" };
      const heard: unknown[] = [];
      const worker = await tried.listen(async (rung) => void heard.push(rung));
      await tried.bell.ring(key);
      await waitFor('the ring to be heard', () => heard.length > 0);
      await worker.stop();
      expect(heard).toEqual([key]);
    });

    it('is heard by a worker that comes later', async () => {
      const { deviceId } = aFreshDevice();
      await tried.bell.ring({ tenantId: 'default', deviceId });
      const worker = await listenFor(deviceId);
      await waitFor('the ring to be heard', () => worker.passes() === 1);
      await worker.stop();
    });

    it('is heard once for the rings that came before a worker did', async () => {
      const [key, last] = [aFreshDevice(), aFreshDevice()];
      for (let n = 0; n < 5; n++) await Promise.all([tried.bell.ring(key), tried.bell.ring(key), tried.elsewhere.ring(key)]);
      await tried.bell.ring(last);
      let lastHeard = false;
      let passes = 0;
      const worker = await tried.listen(async ({ deviceId }) => {
        if (deviceId === key.deviceId) passes++;
        lastHeard ||= deviceId === last.deviceId;
      });
      await waitFor('the ring that came last', () => lastHeard);
      await waitFor('nothing to be left', async () => (await tried.bell.waiting()) === 0);
      await worker.stop();
      expect(passes).toBe(1);
    });

    it('keeps the rings that come during a pass as one more look', async () => {
      const key = aFreshDevice();
      const gate = aGate();
      const worker = await listenFor(key.deviceId, (pass) => (pass === 1 ? gate.opened : undefined));
      await tried.bell.ring(key);
      await waitFor('the first pass', () => worker.passes() === 1);
      for (let n = 0; n < 5; n++) await Promise.all([tried.bell.ring(key), tried.elsewhere.ring(key)]);
      gate.open();
      await waitFor('one more look', () => worker.passes() === 2);
      await waitFor('nothing to be left', async () => (await tried.bell.waiting()) === 0);
      await worker.stop();
      expect(worker.passes()).toBe(2);
    });

    it('rings again for a device whose pass is over', async () => {
      const key = aFreshDevice();
      const worker = await listenFor(key.deviceId);
      for (const pass of [1, 2, 3]) {
        await waitFor('the bell to be free', async () => {
          await tried.bell.ring(key);
          return worker.passes() >= pass;
        });
      }
      await worker.stop();
    });

    it('lets an urgent ring be answered before those that wait, its own device among them', async () => {
      const [behind, urgent] = [aFreshDevice(), aFreshDevice()];
      await tried.bell.ringAll([behind, urgent]);
      await tried.elsewhere.ring(urgent, 'urgent');
      const order: string[] = [];
      const worker = await tried.listen(async ({ deviceId }) => void ([behind.deviceId, urgent.deviceId].includes(deviceId) && order.push(deviceId)));
      await waitFor('nothing to be left', async () => (await tried.bell.waiting()) === 0 && order.length >= 3);
      await worker.stop();
      expect(order).toEqual([urgent.deviceId, behind.deviceId, urgent.deviceId]);
    });

    it('keeps urgent rings for one device as one', async () => {
      const key = aFreshDevice();
      const before = await tried.bell.waiting();
      for (let n = 0; n < 3; n++) await Promise.all([tried.bell.ring(key, 'urgent'), tried.elsewhere.ringAll([key], 'urgent')]);
      expect(await tried.bell.waiting()).toBe(before + 1);
      const worker = await listenFor(key.deviceId);
      await waitFor('the ring to be heard', () => worker.passes() === 1);
      await worker.stop();
    });

    it('rings for 2,000 in one go, and tells how many wait', async () => {
      const keys = Array.from({ length: 2_000 }, aFreshDevice);
      const before = await tried.bell.waiting();
      await tried.bell.ringAll(keys);
      expect(await tried.bell.waiting()).toBe(before + 2_000);

      const heard = new Set<string>();
      const worker = await tried.listen(async ({ deviceId }) => void heard.add(deviceId));
      await waitFor('every ring to be heard', () => keys.every(({ deviceId }) => heard.has(deviceId)), { withinMs: 120_000, everyMs: 100 });
      await worker.stop();
      expect(await tried.bell.waiting()).toBe(0);
    }, 240_000);

    it('rings for nobody without a fuss', async () => {
      await tried.bell.ringAll([]);
    });
  });
