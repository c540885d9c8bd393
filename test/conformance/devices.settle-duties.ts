import { describe, expect, it } from '@jest/globals';
import { Secret, type DeviceRecord, type HubRecord, type StoryLine } from '#core';
import { aPresentRecord, aTold } from '../support/builders.js';
import { aSettlement, type DevicesTrial } from './devices.under-test.js';

const HUB_RECORDS: [string, HubRecord][] = [
  ['never looked at', { kind: 'unseen' }],
  ['absent', { kind: 'absent' }],
  ['present with a key of ours', aPresentRecord({ status: 'disabled', keyNumber: 3 })],
  ['present with an etag that the hub did not tell', aPresentRecord({ etag: null })],
  ['present with an adopted key', aPresentRecord({ madeBy: 'somebody-else', keys: { adopted: new Secret('YWRvcHRlZC1rZXk=') } })],
  ['present with the next key beside ours', aPresentRecord({ keyNumber: 3, nextKey: 4 })],
  ['present with keys of ours in what somebody else made', aPresentRecord({ keyNumber: 3, madeBy: 'somebody-else' })],
  ['present with the next key beside an adopted one', aPresentRecord({ nextKey: 4, madeBy: 'somebody-else', keys: { adopted: new Secret('YWRvcHRlZC1rZXk=') } })],
  ['present with a certificate', aPresentRecord({ madeBy: 'somebody-else', keys: { adopted: null } })],
];

const FULL: Partial<DeviceRecord> = {
  fleetStatus: 'preauthorized',
  lookFirst: true,
  lastKeyNumber: 4,
  delivery: { delivered: 3, deliveredAt: new Date('2026-03-01T12:00:00.123Z'), confirmed: 2 },
  intent: { step: 'deliver-connection', keyNumber: 4, deploymentBefore: 'deployment "1"', recordIsBehind: true },
  attempts: 5,
  notBefore: new Date('2026-03-01T12:34:56.789Z'),
};

/** Records with their secrets open, to compare. */
const inTheClear = ({ hub, ...record }: DeviceRecord): unknown => ({
  ...record,
  hub: hub.kind === 'present' && hub.keys !== 'derived' ? { ...hub, keys: { adopted: hub.keys.adopted?.reveal() ?? null } } : hub,
});

/** What `began` and `settle` owe: the record and the story, all or nothing. */
export const settleDuties = (trial: DevicesTrial): void => {
  describe('a settlement', () => {
    it.each(HUB_RECORDS)('keeps every field of a record whose identity is %s', async (_, hub) => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      const record: DeviceRecord = { ...claim.record, ...FULL, hub };
      await trial.devices.settle(claim, aSettlement(claim, { record, outcome: { kind: 'wait', reason: 'hub-is-busy', afterMs: 0 } }));
      expect(inTheClear((await trial.claim(key)).record)).toEqual(inTheClear({ ...record, reason: 'hub-is-busy' }));
    });

    it('takes back every field that a pass before had set', async () => {
      const key = await trial.toldOf();
      const before = await trial.claim(key);
      await trial.devices.settle(before, aSettlement(before, { record: { ...before.record, ...FULL, hub: aPresentRecord() }, outcome: { kind: 'wait', reason: 'hub-is-busy', afterMs: 0 } }));
      const claim = await trial.claim(key);
      const bare: DeviceRecord = { ...before.record, fleetStatus: 'accepted', hub: { kind: 'absent' } };
      await trial.devices.settle(claim, aSettlement(claim, { record: bare }));
      expect((await trial.claim(key)).record).toEqual({ ...bare, reason: 'not-reported-yet' });
    });

    it('never writes what the events say', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      await trial.tell(key, { id: 'newer', status: 'rejected', occurredAt: new Date('2026-03-01T13:00:00Z') });
      await trial.devices.settle(claim, aSettlement(claim));
      expect((await trial.claim(key)).record.told).toMatchObject({ eventId: 'newer', status: 'rejected' });

      const again = await trial.toldOf();
      const other = await trial.claim(again);
      await trial.devices.settle(other, aSettlement(other, { record: { ...other.record, told: aTold({ eventId: 'made up', status: 'decommissioned' }) } }));
      expect((await trial.claim(again)).record.told).toEqual(other.record.told);
    });

    it('tells that an event came in since the claim, and only then', async () => {
      const key = await trial.toldOf();
      const first = await trial.claim(key);
      await trial.tell(key);
      expect(await trial.devices.settle(first, aSettlement(first))).toBe('newer-event');
      const second = await trial.claim(key);
      expect(second.generation).toBe(2n);
      expect(await trial.devices.settle(second, aSettlement(second))).toBe('settled');
    });

    it('keeps the story in its order, that of the steps begun before it too', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      const began: StoryLine = { kind: 'began', step: 'create-identity', reason: 'missing-on-hub', detail: null };
      const story: StoryLine[] = [
        { kind: 'done', step: 'create-identity', reason: 'missing-on-hub', detail: null },
        { kind: 'failed', step: null, reason: 'fleet-is-away', detail: 'It said: "ünïcode" \\ {"a": 1}' },
      ];
      await trial.devices.began(claim, [began], { step: 'create-identity', keyNumber: 1, deploymentBefore: null, recordIsBehind: false });
      await trial.devices.settle(claim, aSettlement(claim, { story }));
      expect(await trial.tried.storyOf(key)).toEqual([began, ...story]);
    });

    it('can be made although a foreign message holds characters that no database likes', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      const detail = 'half \uD83D and nothing \0';
      await trial.devices.began(claim, [{ kind: 'began', step: 'set-status', reason: 'should-be-enabled', detail }], { step: 'set-status', keyNumber: 1, deploymentBefore: null, recordIsBehind: false });
      const story: StoryLine[] = [{ kind: 'died', step: null, reason: 'hub-refuses-device', detail }];
      await trial.devices.settle(claim, aSettlement(claim, { story, outcome: { kind: 'dead', reason: 'hub-refuses-device', detail } }));
      await trial.tell(key);
      expect((await trial.claim(key)).record.reason).toBe('hub-refuses-device');
    });

    it('leaves the intent of a pass that broke off for the next one', async () => {
      const key = await trial.toldOf();
      const claim = await trial.claim(key);
      const intent = { step: 'deliver-connection', keyNumber: 2, deploymentBefore: 'd-1', recordIsBehind: true } as const;
      await trial.devices.began(claim, [{ kind: 'began', step: 'deliver-connection', reason: 'connection-not-delivered', detail: null }], intent);
      await trial.devices.release(claim);
      expect((await trial.claim(key)).record).toEqual({ ...claim.record, intent });
    });
  });
};
