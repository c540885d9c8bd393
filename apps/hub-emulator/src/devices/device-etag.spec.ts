import { describe, expect, it } from '@jest/globals';
import { Switches } from '../switches.js';
import { createDevice, updateDevice } from './change-device.js';
import { deviceEtag } from './device-etag.js';
import { generationOf } from './generation.js';
import { readIdentity } from './read-identity.js';

const AT = 1_598_993_916_163_471;

describe('the etag of an identity', () => {
  it('is the base64 of a decimal number', () => {
    expect(deviceEtag(104622226)).toBe('MTA0NjIyMjI2');
  });

  it('rises by one with each update', () => {
    const device = { ...createDevice('d', readIdentity({}), AT), etag: 104622226 };
    expect(deviceEtag(updateDevice(device, readIdentity({}), AT, Switches.parse({})).etag)).toBe('MTA0NjIyMjI3');
  });
});

describe('the generation of a device', () => {
  it('is the time of its create in ticks', () => {
    expect(generationOf(createDevice('d', readIdentity({}), AT))).toBe('637345907161634710');
  });
});
