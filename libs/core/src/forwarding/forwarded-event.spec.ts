import { describe, expect, it } from '@jest/globals';
import { menderEventOf, type StoredEvent } from './forwarded-event.js';

const ID = '0b3c1b2a-6a57-4a4e-9d4e-2f1d2a3b4c5d';

const aStoredEvent = (odd: Partial<StoredEvent> = {}): StoredEvent => ({
  id: ID,
  deviceId: 'pump-7',
  type: 'device-status-changed',
  status: 'accepted',
  occurredAt: new Date('2026-03-01T11:59:00.000Z'),
  raw: Buffer.from('{}'),
  ...odd,
});

describe('an event as a webhook', () => {
  it.each<{ type: StoredEvent['type']; status: StoredEvent['status']; said: string; data: object }>([
    { type: 'device-status-changed', status: 'rejected', said: 'device-status-changed', data: { id: 'pump-7', status: 'rejected' } },
    { type: 'accept', status: 'accepted', said: 'device-status-changed', data: { id: 'pump-7', status: 'accepted' } },
    { type: 'reject', status: 'rejected', said: 'device-status-changed', data: { id: 'pump-7', status: 'rejected' } },
    { type: 'dismiss', status: 'noauth', said: 'device-status-changed', data: { id: 'pump-7', status: 'noauth' } },
    { type: 'device-provisioned', status: 'accepted', said: 'device-provisioned', data: { id: 'pump-7', status: 'accepted' } },
    { type: 'device-decommissioned', status: 'decommissioned', said: 'device-decommissioned', data: { id: 'pump-7' } },
    { type: 'decommission', status: 'decommissioned', said: 'device-decommissioned', data: { id: 'pump-7' } },
  ])('calls $type $said', ({ type, status, said, data }) => {
    expect(menderEventOf(aStoredEvent({ type, status }))).toEqual({ id: ID, type: said, data, time: '2026-03-01T11:59:00.000Z' });
  });

  const more = { auth_sets: [{ id: 'a', device_id: 'pump-7', identity_data: { sn: '1' }, pubkey: 'PEM', status: 'accepted' }], created_ts: '2026-03-01T11:00:00Z' };
  const raw = Buffer.from(JSON.stringify({ data: { id: 'other', status: 'rejected', revision: 3, ...more } }));

  it('says of a provisioned device what its sender said, and nothing else of it', () => {
    expect(menderEventOf(aStoredEvent({ type: 'device-provisioned', raw })).data).toEqual({ id: 'pump-7', status: 'accepted', ...more });
  });

  it('says of a change of status no more than id and status', () => {
    expect(menderEventOf(aStoredEvent({ raw })).data).toEqual({ id: 'pump-7', status: 'accepted' });
  });

  it.each(['no json', '', 'null', '[]', '1', '{"data":null}', '{"data":[1]}', '{"data":"x"}'])('is made of %p too', (text) => {
    expect(menderEventOf(aStoredEvent({ type: 'device-provisioned', raw: Buffer.from(text) })).data).toEqual({ id: 'pump-7', status: 'accepted' });
  });
});
