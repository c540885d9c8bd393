import { describe, expect, it } from '@jest/globals';
import type { DeviceRecord, StepKind } from '#core';
import { aRecord } from '../../../test/support/builders.js';
import { newKeyNumber } from './change-identity.js';

const begun = (step: StepKind, keyNumber: number | null): DeviceRecord['intent'] => ({ step, keyNumber, deploymentBefore: null, recordIsBehind: true });

interface Row {
  because: string;
  way: 'created' | 'rotated' | 'adopted';
  intent: DeviceRecord['intent'];
  number: number;
}

describe('the number of a new key, after number 4', () => {
  it.each<Row>([
    { because: 'nothing is in doubt', way: 'created', intent: null, number: 5 },
    { because: 'nothing is in doubt', way: 'adopted', intent: null, number: 5 },
    { because: 'a create with 5 may still take effect', way: 'created', intent: begun('create-identity', 5), number: 5 },
    { because: 'a create with 5 may still take effect', way: 'adopted', intent: begun('create-identity', 5), number: 6 },
    { because: 'a key with 5 may have been delivered', way: 'created', intent: begun('deliver-connection', 5), number: 6 },
    { because: 'the adopted key with 5 may have been delivered', way: 'adopted', intent: begun('deliver-connection', 5), number: 5 },
    { because: 'a create with 4 was recorded long ago', way: 'created', intent: begun('create-identity', 4), number: 5 },
    { because: 'the key 4 was delivered', way: 'adopted', intent: begun('deliver-connection', 4), number: 5 },
    { because: 'nothing is in doubt', way: 'rotated', intent: null, number: 5 },
    { because: 'the key 5 may have been added', way: 'rotated', intent: begun('add-key', 5), number: 5 },
    { because: 'the key 5 may have been added', way: 'created', intent: begun('add-key', 5), number: 6 },
    { because: 'the key 5 may have been added', way: 'adopted', intent: begun('add-key', 5), number: 6 },
    { because: 'a create with 5 may still take effect', way: 'rotated', intent: begun('create-identity', 5), number: 6 },
    { because: 'a status was changed of a device without a number', way: 'created', intent: begun('set-status', null), number: 5 },
  ])('is $number for one that is $way when $because', ({ way, intent, number }) => {
    expect(newKeyNumber(aRecord({ lastKeyNumber: 4, intent }), way)).toBe(number);
  });
});
