import { describe, expect, it } from '@jest/globals';
import type { Device } from '../model.js';
import { bodyOf, decommissionedEvent, provisionedEvent, statusChangedEvent } from './device-event.js';

const device: Device = {
  id: '769e5a83-0000-4000-8000-000000000001',
  identityData: { sn: '1' },
  status: 'accepted',
  authSets: [
    { id: 'old-set', pubkey: 'old key', ts: '2026-01-01T00:00:00Z', status: 'rejected' },
    { id: 'new-set', pubkey: 'new key', ts: '2026-01-02T00:00:00Z', status: 'accepted' },
  ],
  createdTs: '2026-01-01T00:00:00Z',
  updatedTs: '2026-01-02T00:00:00Z',
  decommissioning: false,
  provisioned: false,
  revision: 2,
};

describe('an event about a device', () => {
  it('tells the whole device, with its accepted set only, when it is provisioned', () => {
    expect(provisionedEvent(device)).toEqual({
      type: 'device-provisioned',
      data: {
        id: device.id,
        status: 'accepted',
        auth_sets: [{
          id: 'new-set', device_id: device.id, identity_data: { sn: '1' }, pubkey: 'new key', ts: '2026-01-02T00:00:00Z',
          status: 'accepted',
        }],
        created_ts: '2026-01-01T00:00:00Z',
      },
    });
  });

  it('tells no more than id and status when the status changed', () => {
    expect(statusChangedEvent(device.id, 'rejected').data).toEqual({ id: device.id, status: 'rejected' });
  });

  it('tells no more than the id when the device is decommissioned', () => {
    expect(decommissionedEvent(device.id).data).toEqual({ id: device.id });
  });

  it('is written with id, type, data and time, in this order', () => {
    const event = { time: '2026-01-02T00:00:00.5Z', id: 'event-1', ...decommissionedEvent('device-1') };
    expect(bodyOf(event)).toBe('{"id":"event-1","type":"device-decommissioned","data":{"id":"device-1"},"time":"2026-01-02T00:00:00.5Z"}');
  });
});
