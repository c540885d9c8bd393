import { describe, expect, it } from '@jest/globals';
import { FleetStatus, wantedFor } from './fleet-status.js';

describe('the meaning of a status', () => {
  it.each([
    { status: 'accepted', wanted: 'enabled' },
    { status: 'preauthorized', wanted: 'enabled-if-present' },
    { status: 'rejected', wanted: 'disabled-if-present' },
    { status: 'noauth', wanted: 'disabled-if-present' },
    { status: 'pending', wanted: 'disabled-if-present' },
    { status: 'decommissioned', wanted: 'absent' },
  ] as const)('of $status is $wanted', ({ status, wanted }) => expect(wantedFor(status)).toBe(wanted));

  it('is said for each that there is', () => {
    for (const status of FleetStatus.options) expect(wantedFor(status)).toEqual(expect.any(String));
  });
});
