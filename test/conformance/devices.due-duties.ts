import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DeviceKey, Outcome } from '#core';
import { IN_SYNC, LEASE_MS, aFreshDevice, aSettlement, type DevicesTrial } from './devices.under-test.js';

const MINUTE_MS = 60_000;
const BACK_OFF_MS = 5 * MINUTE_MS;

/** A device whose pass failed so often that it counts, and that waits for its next try. */
async function failed(trial: DevicesTrial, attempts = 1): Promise<DeviceKey> {
  const key = await trial.toldOf();
  const claim = await trial.claim(key);
  const record = { ...claim.record, attempts };
  await trial.devices.settle(claim, aSettlement(claim, { record, outcome: { kind: 'wait', reason: 'hub-is-away', afterMs: BACK_OFF_MS, detail: 'x', backsOff: true } }));
  return key;
}

/** What `takeDue` and `wake` owe: no device is forgotten, and none is rung for twice at once. */
export const dueDuties = (trial: DevicesTrial): void => {
  describe('the wake-up', () => {
    beforeEach(() => trial.clearDue());

    it('follows an event, should its bell be lost', async () => {
      const { deviceId } = await trial.toldOf();
      await trial.tried.passTime(MINUTE_MS);
      expect(await trial.due()).toEqual([deviceId]);
    });

    it('follows a lease that nobody gave back, and not sooner', async () => {
      const key = await trial.toldOf();
      await trial.claim(key);
      await trial.tried.passTime(LEASE_MS - 1_000);
      expect(await trial.due()).toEqual([]);
      await trial.tried.passTime(MINUTE_MS);
      expect(await trial.due()).toEqual([key.deviceId]);
    });

    it('follows a pass that broke off', async () => {
      const key = await trial.toldOf();
      await trial.devices.release(await trial.claim(key));
      await trial.tried.passTime(MINUTE_MS);
      expect(await trial.due()).toEqual([key.deviceId]);
    });

    it.each<[string, Outcome, number | null]>([
      ['changed', { kind: 'changed', reason: 'still-moving' }, 0],
      ['a wait', { kind: 'wait', reason: 'hub-is-away', afterMs: 5 * MINUTE_MS, detail: 'x' }, 5 * MINUTE_MS],
      ['in-sync', { kind: 'in-sync', reason: 'as-wanted' }, null],
      ['dead', { kind: 'dead', reason: 'hub-refuses-device', detail: 'x' }, null],
    ])('is set by the outcome %s', async (_, outcome, afterMs) => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.devices.settle(claim, aSettlement(claim, { outcome }));
      if (afterMs !== 0) expect(await trial.due()).toEqual([]);
      await trial.tried.passTime((afterMs ?? 10 * MINUTE_MS) + 1_000);
      expect(await trial.due()).toEqual(afterMs === null ? [] : [key.deviceId]);
    });

    it.each([0, 1])('is not hastened by a ring for a device that failed (%i times that count), unless something new is told of it', async (attempts) => {
      const [waits, told, woken] = [await failed(trial, attempts), await failed(trial, attempts), await failed(trial, attempts)];
      await trial.tell(told);
      await trial.devices.wake(woken);
      expect(await trial.devices.claim(waits)).toBe('rests');
      expect((await trial.claim(told)).record.attempts).toBe(attempts);
      expect((await trial.claim(woken)).record.attempts).toBe(0);
    });

    it('tells whoever comes before it how much of the wait after a failure is left', async () => {
      const [told, woken] = [await failed(trial), await failed(trial)];
      await trial.tried.passTime(MINUTE_MS);
      await trial.tell(told);
      await trial.devices.wake(woken);
      const { waitLeftMs } = await trial.claim(told);
      expect(waitLeftMs).toBeGreaterThan(BACK_OFF_MS - 2 * MINUTE_MS);
      expect(waitLeftMs).toBeLessThanOrEqual(BACK_OFF_MS - MINUTE_MS);
      expect((await trial.claim(woken)).waitLeftMs).toBeNull();
    });

    it('is not to be waited for after a failure where a pass has ended otherwise since', async () => {
      const key = await failed(trial);
      await trial.tell(key);
      const claim = await trial.claim(key);
      await trial.devices.settle(claim, aSettlement(claim, { outcome: { kind: 'wait', reason: 'hub-turn-is-later', afterMs: BACK_OFF_MS } }));
      expect((await trial.claim(key)).waitLeftMs).toBeNull();
    });

    it('lets a device that failed be tried again when its time has come, also once it was rung for', async () => {
      const key = await failed(trial);
      await trial.tried.passTime(BACK_OFF_MS + 1_000);
      expect(await trial.due()).toEqual([key.deviceId]);
      const { record, waitLeftMs } = await trial.claim(key);
      expect(record.attempts).toBe(1);
      expect(waitLeftMs).toBeLessThanOrEqual(0);
    });

    it('is at once when an event came in during the pass, whatever the outcome', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.tell(key);
      await trial.devices.settle(claim, aSettlement(claim));
      expect(await trial.due()).toEqual([key.deviceId]);
    });

    it('is brought forward by an event, never put off', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.devices.settle(claim, aSettlement(claim, { outcome: { kind: 'wait', reason: 'hub-is-away', afterMs: 15 * MINUTE_MS } }));
      await trial.tell(key);
      await trial.tried.passTime(20_000);
      expect(await trial.due()).toEqual([key.deviceId]);
    });

    it('puts the longest due first and takes no more than asked for', async () => {
      const waits = [40_000, 10_000, 50_000, 20_000, 30_000];
      const ids: Record<number, string> = {};
      for (const afterMs of waits) {
        const key = await trial.toldOf();
        const claim = await trial.claim(key);
        await trial.devices.settle(claim, aSettlement(claim, { outcome: { kind: 'wait', reason: 'hub-is-away', afterMs } }));
        ids[afterMs] = key.deviceId;
      }
      await trial.tried.passTime(2 * MINUTE_MS);
      expect(await trial.due(3)).toEqual([ids[10_000], ids[20_000], ids[30_000]]);
      expect(await trial.due(3)).toEqual([ids[40_000], ids[50_000]]);
    });

    it('can be asked for of those alone that are to be shut out', async () => {
      const keys = await Promise.all((['accepted', 'rejected', 'preauthorized', 'noauth', 'decommissioned', 'pending'] as const).map(async (status) => {
        const key = aFreshDevice();
        await trial.tell(key, { status });
        return { key, status };
      }));
      await trial.tried.passTime(MINUTE_MS);
      const idsOf = (statuses: readonly string[]): string[] => keys.filter(({ status }) => statuses.includes(status)).map(({ key }) => key.deviceId).sort();
      const shutOut = await trial.devices.takeDue(100, 30_000, { which: 'shut-out' });
      expect(shutOut.map(({ deviceId }) => deviceId).sort()).toEqual(idsOf(['rejected', 'noauth', 'decommissioned', 'pending']));
      expect((await trial.due()).sort()).toEqual(idsOf(['accepted', 'preauthorized']));
    });

    it('stays due for a tenant that is not asked for', async () => {
      const { deviceId } = await trial.toldOf();
      await trial.tried.passTime(MINUTE_MS);
      expect(await trial.devices.takeDue(100, 30_000, { except: ['other', 'default'] })).toEqual([]);
      expect(await trial.devices.takeDue(100, 30_000, { except: ['other'] })).toMatchObject([{ tenantId: 'default', deviceId }]);
    });

    it('comes again after the time it was put off by', async () => {
      const { deviceId } = await trial.toldOf();
      await trial.tried.passTime(MINUTE_MS);
      expect(await trial.due(10, 30_000)).toEqual([deviceId]);
      await trial.tried.passTime(20_000);
      expect(await trial.due()).toEqual([]);
      await trial.tried.passTime(11_000);
      expect(await trial.due()).toEqual([deviceId]);
    });

    it('goes to one of two relays that look at once', async () => {
      const keys = await Promise.all(Array.from({ length: 200 }, () => trial.toldOf()));
      await trial.tried.passTime(MINUTE_MS);
      const relays = Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? trial.devices : trial.tried.elsewhere).takeDue(30, 30_000));
      const taken = (await Promise.all(relays)).flat().map(({ deviceId }) => deviceId);
      const rest = await trial.due();
      expect([...taken, ...rest].sort()).toEqual(keys.map(({ deviceId }) => deviceId).sort());
    }, 30_000);
  });

  describe('wake', () => {
    beforeEach(() => trial.clearDue());

    it('makes a device due at once that has come to rest', async () => {
      const key = await trial.atRest();
      expect(await trial.devices.wake(key)).toBe(true);
      expect(await trial.due()).toEqual([key.deviceId]);
    });

    it('asks for a look at the hub, and ends every wait', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      const record = { ...claim.record, attempts: 9, notBefore: new Date('2027-01-01T00:00:00Z') };
      await trial.devices.settle(claim, aSettlement(claim, { record, outcome: { kind: 'wait', reason: 'hub-is-busy', afterMs: MINUTE_MS } }));
      await trial.devices.wake(key);
      expect((await trial.claim(key)).record).toMatchObject({ lookFirst: true, attempts: 0, notBefore: null });
    });

    it('is not lost on a pass at work: another follows, and looks', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.devices.wake(key);
      expect(await trial.devices.settle(claim, aSettlement(claim))).toBe('newer-event');
      expect(await trial.due()).toEqual([key.deviceId]);
      expect((await trial.claim(key)).record.lookFirst).toBe(true);
    });

    it('is followed by rest once a pass has looked', async () => {
      const key = await trial.atRest();
      await trial.devices.wake(key);
      const claim = await trial.claim(key);
      const record = { ...claim.record, lookFirst: false };
      expect(await trial.devices.settle(claim, aSettlement(claim, { record, outcome: IN_SYNC }))).toBe('settled');
      expect(await trial.devices.claim(key)).toBe('rests');
    });

    it('says so when there is no such device', async () => {
      expect(await trial.devices.wake(aFreshDevice())).toBe(false);
    });
  });
};
