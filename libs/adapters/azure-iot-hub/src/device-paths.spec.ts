import { describe, expect, it } from '@jest/globals';

import { HubChangedUnderneath, HubRefusesDevice } from '#core';

import { devicePath, ifMatch, twinPath } from './device-paths.js';

describe('the path of a device', () => {
  it.each<{ deviceId: string; path: string }>`
    deviceId      | path
    ${'plain'}    | ${'/devices/plain'}
    ${'a.b'}      | ${'/devices/a.b'}
    ${'100%'}     | ${'/devices/100%25'}
    ${'a%2Fb'}    | ${'/devices/a%252Fb'}
    ${'who?'}     | ${'/devices/who%3F'}
    ${'no#1'}     | ${'/devices/no%231'}
    ${"o'neil"}   | ${"/devices/o'neil"}
    ${'a+b=c'}    | ${'/devices/a%2Bb%3Dc'}
    ${'a:b,c;d@'} | ${'/devices/a%3Ab%2Cc%3Bd%40'}
    ${'...'}      | ${'/devices/...'}
  `('of $deviceId is $path', ({ deviceId, path }) => {
    expect(devicePath(deviceId)).toBe(path);
    expect(twinPath(deviceId)).toBe(path.replace('devices', 'twins'));
  });

  it.each(['', '.', '..', 'a/b', '../statistics/devices', 'a b', 'ü', '\ud800', 'a'.repeat(129)])('does not exist for %j', (deviceId) => {
    expect(() => devicePath(deviceId)).toThrow(HubRefusesDevice);
  });
});

describe('the condition of a write', () => {
  it('is the etag in quotes', () => expect(ifMatch('MTA0NjIyMjI2', 'd')).toBe('"MTA0NjIyMjI2"'));

  it.each(['', '*', '"*"', 'a\r\nX: y', 'a b'])('is never unconditional, and never more than one header: %j', (etag) => {
    expect(() => ifMatch(etag, 'd')).toThrow(HubChangedUnderneath);
  });
});
