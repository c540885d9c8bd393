import { describe, expect, it } from '@jest/globals';
import { REASONS, type DeviceSummary, type TimelineEntry } from '#core';
import { aKey } from '../../../../test/support/builders.js';
import { deviceResponse, timelineResponse } from './device-responses.js';

const aSummary = (odd: Partial<DeviceSummary> = {}): DeviceSummary => ({
  key: aKey(),
  groups: ['plant-1'],
  status: 'accepted',
  hubStatus: 'enabled',
  sync: 'in-sync',
  reason: 'as-wanted',
  detail: null,
  deliveredKey: 1,
  confirmedKey: 1,
  attempts: 0,
  wakeAt: null,
  updatedAt: new Date('2026-03-01T12:00:00Z'),
  ...odd,
});

describe('what the API says of a device', () => {
  it('is this list and nothing else', () => {
    const more = { ...aSummary(), adoptedKey: 'canary' };
    expect(deviceResponse(more, ['device:read'])).toEqual({
      deviceId: 'pump-7',
      groups: ['plant-1'],
      status: 'accepted',
      hubStatus: 'enabled',
      sync: 'in-sync',
      reason: 'as-wanted',
      why: REASONS['as-wanted'],
      deliveredKey: 1,
      confirmedKey: 1,
      attempts: 0,
      nextLookAt: null,
      updatedAt: '2026-03-01T12:00:00.000Z',
      may: ['device:read'],
    });
  });

  it('says why in a sentence, with what is known beside it', () => {
    const { why, nextLookAt } = deviceResponse(aSummary({ reason: 'hub-is-away', detail: 'It says 503.', wakeAt: new Date(0) }), []);
    expect([why, nextLookAt]).toEqual([`${REASONS['hub-is-away']} It says 503.`, '1970-01-01T00:00:00.000Z']);
  });

  it('says nothing of why before there was a pass', () => expect(deviceResponse(aSummary({ reason: null }), []).why).toBeNull());
});

describe('what the API says of a line of the story', () => {
  it('is a sentence, and an id that no browser rounds', () => {
    const entry: TimelineEntry = { id: 9_007_199_254_740_993n, at: new Date(0), kind: 'waits', step: null, reason: 'hub-paused', detail: null, calls: [{ system: 'hub', operation: 'read-twin', status: null, ms: 75_000, requestId: null }] };
    expect(timelineResponse(entry)).toEqual({
      id: '9007199254740993',
      at: '1970-01-01T00:00:00.000Z',
      kind: 'waits',
      step: null,
      reason: 'hub-paused',
      sentence: `Waiting. ${REASONS['hub-paused']}`,
      calls: [{ system: 'hub', operation: 'read-twin', status: null, ms: 75_000, requestId: null }],
    });
    expect(timelineResponse({ ...entry, calls: undefined }).calls).toEqual([]);
  });
});
