import { describe, expect, it } from '@jest/globals';
import type { DeviceRecord } from '#core';
import { aPresentRecord, aRecord, aTold } from '../../../test/support/builders.js';
import { heldBackMs } from './hold-back.js';

const NOW = new Date('2026-03-01T12:00:00Z');
const inMs = (ms: number): Date => new Date(NOW.getTime() + ms);
const rejected = aTold({ status: 'rejected' });
const busyFleet = (odd: Partial<DeviceRecord> = {}): DeviceRecord => aRecord({ notBefore: inMs(7_000), reason: 'fleet-is-busy', ...odd });

describe('a pass', () => {
  it.each<{ because: string; record: DeviceRecord; ms: number }>([
    { because: 'nobody asked for a wait', record: aRecord(), ms: 0 },
    { because: 'the wait is over', record: aRecord({ notBefore: inMs(0), reason: 'hub-is-busy' }), ms: 0 },
    { because: 'the wait was over long ago', record: aRecord({ notBefore: inMs(-1), reason: 'hub-is-busy' }), ms: 0 },
    { because: 'the hub asked for a wait', record: aRecord({ notBefore: inMs(7_000), reason: 'hub-is-busy' }), ms: 7_000 },
    { because: 'the hub asked for a wait, and the device is rejected', record: aRecord({ notBefore: inMs(7_000), reason: 'hub-is-busy', told: rejected }), ms: 7_000 },
    { because: 'the fleet asked for a wait', record: busyFleet(), ms: 7_000 },
    { because: 'the fleet asked for a wait, and the device is decommissioned', record: busyFleet({ told: aTold({ status: 'decommissioned' }) }), ms: 7_000 },
    { because: 'the fleet asked for a wait, and the rejected device is enabled', record: busyFleet({ told: rejected }), ms: 0 },
    { because: 'the fleet asked for a wait, and nobody ever looked for the rejected device', record: busyFleet({ told: rejected, hub: { kind: 'unseen' } }), ms: 0 },
    { because: 'the fleet asked for a wait, and the rejected device is shut out', record: busyFleet({ told: rejected, hub: aPresentRecord({ status: 'disabled' }) }), ms: 7_000 },
    { because: 'the fleet asked for a wait, and the rejected device is not there', record: busyFleet({ told: rejected, hub: { kind: 'absent' } }), ms: 7_000 },
  ])('is held back for $ms ms when $because', ({ record, ms }) => expect(heldBackMs(record, NOW)).toBe(ms));
});
