import { describe, expect, it } from '@jest/globals';
import type { AuthSet, AuthSetStatus } from '../model.js';
import { statusOf } from './device-status.js';

const authSets = (...statuses: AuthSetStatus[]): AuthSet[] =>
  statuses.map((status, index) => ({ id: `set-${index}`, pubkey: 'key', ts: '2026-01-01T00:00:00Z', status }));

describe('the status of a device', () => {
  it.each`
    because                                           | sets                                                   | status
    ${'it has no authentication set'}                 | ${authSets()}                                          | ${'noauth'}
    ${'its only set waits'}                           | ${authSets('pending')}                                 | ${'pending'}
    ${'every set was rejected'}                       | ${authSets('rejected', 'rejected')}                    | ${'rejected'}
    ${'one set waits beside a rejected one'}          | ${authSets('rejected', 'pending')}                     | ${'pending'}
    ${'a preauthorized set outweighs a waiting one'}  | ${authSets('pending', 'preauthorized', 'rejected')}    | ${'preauthorized'}
    ${'an accepted set outweighs all others'}         | ${authSets('rejected', 'preauthorized', 'accepted')}   | ${'accepted'}
  `('is $status because $because', ({ sets, status }) => expect(statusOf(sets as AuthSet[])).toBe(status));
});
