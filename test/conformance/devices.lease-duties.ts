import { describe, expect, it } from '@jest/globals';
import { LeaseLost } from '#core';
import { aTold } from '../support/builders.js';
import { LEASE_MS, aFreshDevice, aSettlement, type DevicesTrial } from './devices.under-test.js';

const LINE = { kind: 'began', step: 'create-identity', reason: 'missing-on-hub', detail: null } as const;
const INTENT = { step: 'create-identity', keyNumber: 1, deploymentBefore: null, recordIsBehind: false } as const;

/** What `claim`, `renew` and `release` owe: one pass at a time, and the newest wins. */
export const leaseDuties = (trial: DevicesTrial): void => {
  describe('the lease', () => {
    it('is not to be had for a device that no event ever named', async () => {
      expect(await trial.devices.claim(aFreshDevice())).toBe('unknown');
    });

    it('comes with what is known of the device', async () => {
      const key = aFreshDevice();
      await trial.tell(key, { id: 'first', status: 'rejected', revision: 3 });
      expect(await trial.claim(key)).toMatchObject({
        key,
        leaseMs: LEASE_MS,
        generation: 1n,
        record: { key, told: aTold({ eventId: 'first', status: 'rejected', revision: 3 }), hub: { kind: 'unseen' }, fleetStatus: null, intent: null, attempts: 0, reason: null },
        hub: null,
        fleet: null,
      });
    });

    it('is held by one: everybody else, in this process and the next, is told so', async () => {
      const key = await trial.toldOf();
      await trial.claim(key);
      expect(await trial.devices.claim(key)).toBe('leased');
      expect(await trial.tried.elsewhere.claim(key)).toBe('leased');
    });

    it('goes to exactly one of 50 who ask at once', async () => {
      const key = await trial.toldOf();
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => (n % 2 === 0 ? trial.devices : trial.tried.elsewhere).claim(key)));
      expect(answers.filter((answer) => typeof answer === 'object')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'leased')).toHaveLength(49);
    });

    it('can be had again when it was given back', async () => {
      const key = await trial.toldOf();
      const first = await trial.claim(key);
      await trial.devices.release(first);
      expect((await trial.claim(key)).fence).toBeGreaterThan(first.fence);
    });

    it('can be had by another when its time ran out, not before', async () => {
      const key = await trial.toldOf();
      const first = await trial.claim(key);
      await trial.tried.passTime(LEASE_MS - 2_000);
      expect(await trial.tried.elsewhere.claim(key)).toBe('leased');
      await trial.tried.passTime(2_001);
      expect(await trial.tried.elsewhere.claim(key)).toMatchObject({ fence: first.fence + 1n });
    });

    it('lasts its whole time from a renewal on', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.tried.passTime(LEASE_MS - 2_000);
      expect(await trial.devices.renew(claim)).toBe(true);
      await trial.tried.passTime(LEASE_MS - 2_000);
      expect(await trial.devices.claim(key)).toBe('leased');
    });

    it('is still that of a holder who was late, as long as nobody took it', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.tried.passTime(LEASE_MS * 3);
      expect(await trial.devices.renew(claim)).toBe(true);
      expect(await trial.devices.settle(claim, aSettlement(claim))).toBe('settled');
    });

    it('is over for the holder from whom it was taken: nothing of that pass is written', async () => {
      const key = await trial.toldOf();
      const old = await trial.claim(key);
      await trial.tried.passTime(LEASE_MS + 1);
      const next = await trial.claim(key);

      expect(await trial.devices.renew(old)).toBe(false);
      await expect(trial.devices.began(old, [LINE], INTENT)).rejects.toThrow(LeaseLost);
      await expect(trial.devices.settle(old, aSettlement(old, { record: { ...old.record, attempts: 7 }, story: [LINE] }))).rejects.toThrow(LeaseLost);
      await trial.devices.release(old);

      expect(await trial.devices.claim(key)).toBe('leased');
      await trial.devices.release(next);
      expect((await trial.claim(key)).record).toEqual(next.record);
      expect(await trial.tried.storyOf(key)).toEqual([]);
    });

    it('is over once it was given back: a renewal that comes late does not take it again', async () => {
      const key = await trial.toldOf();
      const settled = await trial.claim(key);
      await trial.devices.settle(settled, aSettlement(settled));
      expect(await trial.devices.renew(settled)).toBe(false);
      await expect(trial.devices.began(settled, [LINE], INTENT)).rejects.toThrow(LeaseLost);

      const released = await trial.claim(key);
      await trial.devices.release(released);
      expect(await trial.devices.renew(released)).toBe(false);
      await expect(trial.devices.settle(released, aSettlement(released))).rejects.toThrow(LeaseLost);
      expect(typeof (await trial.devices.claim(key))).toBe('object');
    });

    it('of two tenants is two, for the same device id', async () => {
      const key = await trial.toldOf();
      const other = { ...key, tenantId: 'other' };
      await trial.tell(other);
      expect((await trial.claim(key)).key).toEqual(key);
      expect((await trial.claim(other)).key).toEqual(other);
    });
  });
};
