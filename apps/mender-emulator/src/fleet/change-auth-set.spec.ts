import { describe, expect, it } from '@jest/globals';
import type { AuthSetStatus, Device } from '../model.js';
import { acceptAuthSet, rejectAuthSet, removeAuthSet, resetAuthSet } from './change-auth-set.js';
import { statusOf } from './device-status.js';

function aDevice(...statuses: AuthSetStatus[]): Device {
  const authSets = statuses.map((status, index) => ({ id: `set-${index}`, pubkey: 'key', ts: '2026-01-01T00:00:00Z', status }));
  return {
    id: 'device-1', identityData: { mac: '02:00:00:00:00:01' }, status: statusOf(authSets), authSets,
    createdTs: '2026-01-01T00:00:00Z', updatedTs: '2026-01-01T00:00:00Z', decommissioning: false, provisioned: false, revision: 1,
  };
}

const statuses = (device: Device) => device.authSets.map(({ status }) => status);

describe('changing an authentication set', () => {
  it('accepts one set and rejects the set accepted before it', () => {
    const device = acceptAuthSet(aDevice('accepted', 'pending'), 'set-1');
    expect(statuses(device)).toEqual(['rejected', 'accepted']);
    expect(device.status).toBe('accepted');
  });

  it('leaves a device alone whose set is accepted already', () => {
    const device = aDevice('accepted');
    expect(acceptAuthSet(device, 'set-0')).toBe(device);
  });

  it('does not let an administrator accept a preauthorized set', () => {
    expect(() => acceptAuthSet(aDevice('preauthorized'), 'set-0')).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('does not reject what is rejected already', () => {
    expect(() => rejectAuthSet(aDevice('rejected'), 'set-0')).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('makes an accepted set wait again', () => {
    expect(resetAuthSet(aDevice('accepted'), 'set-0').status).toBe('pending');
  });

  it('leaves a device without authentication when its only set is removed', () => {
    expect(removeAuthSet(aDevice('accepted'), 'set-0').status).toBe('noauth');
  });

  it('answers 404 for a set of another device', () => {
    expect(() => removeAuthSet(aDevice('accepted'), 'set-9')).toThrow(expect.objectContaining({ status: 404 }));
  });
});
