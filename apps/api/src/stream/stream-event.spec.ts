import { describe, expect, it } from '@jest/globals';
import { REASONS, type Actor, type FeedLine, type RoleInScope } from '#core';
import { anActor } from '../../../../test/support/builders.js';
import { hearingOf, streamEventOf } from './stream-event.js';

const aLine = (odd: Partial<FeedLine> = {}): FeedLine => ({
  id: 7n,
  key: { tenantId: 'default', deviceId: 'pump-7' },
  groups: ['plant'],
  at: new Date(0),
  kind: 'rests',
  reason: 'as-wanted',
  detail: null,
  ...odd,
});

describe('what a line of the event log tells a stream', () => {
  it.each([
    { kind: 'event', sync: 'waiting' },
    { kind: 'waits', sync: 'waiting' },
    { kind: 'rests', sync: 'in-sync' },
    { kind: 'failed', sync: 'failing' },
    { kind: 'died', sync: 'dead' },
  ] as const)('is that the device is $sync, for a line "$kind"', ({ kind, sync }) => {
    const data = { deviceId: 'pump-7', at: '1970-01-01T00:00:00.000Z', sync, reason: 'as-wanted', why: REASONS['as-wanted'] };
    expect(streamEventOf(aLine({ kind }))).toEqual({ name: 'device.sync-changed', data });
  });

  it('is that the twin was changed, and by whom', () => {
    expect(streamEventOf(aLine({ kind: 'twin-changed', reason: null, detail: 'alice changed desired' }))).toEqual({
      name: 'twin.changed',
      data: { deviceId: 'pump-7', at: '1970-01-01T00:00:00.000Z', what: 'alice changed desired' },
    });
  });

  it.each(['began', 'done'] as const)('is nothing, for a line "%s"', (kind) => expect(streamEventOf(aLine({ kind }))).toBeNull());
});

describe('who hears of a line', () => {
  const hears = (grants: RoleInScope[], odd: Partial<FeedLine> = {}, actor: Partial<Actor> = {}): boolean => {
    const line = aLine(odd);
    return hearingOf(anActor({ grants, ...actor }))(line, streamEventOf(line)!);
  };

  it.each<{ because: string; grants: RoleInScope[]; odd?: Partial<FeedLine>; heard: boolean }>([
    { because: 'it sees everything', grants: [{ role: 'viewer', scope: { kind: 'all' } }], heard: true },
    { because: 'it sees this device', grants: [{ role: 'viewer', scope: { kind: 'device', deviceId: 'pump-7' } }], heard: true },
    { because: 'it sees a group that the device is in', grants: [{ role: 'operator', scope: { kind: 'group', group: 'plant' } }], heard: true },
    { because: 'it sees the device, also its twin', grants: [{ role: 'viewer', scope: { kind: 'device', deviceId: 'pump-7' } }], odd: { kind: 'twin-changed' }, heard: true },
    { because: 'it sees another device', grants: [{ role: 'admin', scope: { kind: 'device', deviceId: 'pump-8' } }], heard: false },
    { because: 'it sees another group', grants: [{ role: 'admin', scope: { kind: 'group', group: 'office' } }], heard: false },
    { because: 'the device has left the group', grants: [{ role: 'admin', scope: { kind: 'group', group: 'plant' } }], odd: { groups: [] }, heard: false },
    { because: 'the line is of another tenant', grants: [{ role: 'admin', scope: { kind: 'all' } }], odd: { key: { tenantId: 'other', deviceId: 'pump-7' } }, heard: false },
    { because: 'nothing was granted to it', grants: [], heard: false },
  ])('is $heard because $because', ({ grants, odd, heard }) => expect(hears(grants, odd)).toBe(heard));
});
