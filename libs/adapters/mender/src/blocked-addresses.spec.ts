import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { FleetIsAway } from '#core';
import { leadsToBlockedAddress, lookUpAllowed } from './blocked-addresses.js';

describe('an address', () => {
  it.each([
    ['http://169.254.169.254/', true],
    ['http://2852039166', true],
    ['http://0251.0376.0251.0376', true],
    ['http://[fe80::1]:8080', true],
    ['https://hosted.mender.io', false],
    ['no url', false],
  ])('in %s is blocked: %s', (url, expected) => expect(leadsToBlockedAddress(url)).toBe(expected));
});

describe('looking up a name', () => {
  const found = (addresses: LookupAddress[], error: NodeJS.ErrnoException | null = null) =>
    new Promise<unknown>((done) => lookUpAllowed((_name, _options, callback) => callback(error, addresses))('fleet.example', { all: true }, (failed, result) => done(failed ?? result)));

  it('answers with what it leads to', async () => {
    const addresses = [{ address: '10.0.0.1', family: 4 }];
    expect(await found(addresses)).toBe(addresses);
  });

  it('fails when one of many addresses is blocked, or there is none', async () => {
    expect(await found([{ address: '93.184.216.34', family: 4 }, { address: '169.254.169.254', family: 4 }])).toBeInstanceOf(FleetIsAway);
    expect(await found([])).toBeInstanceOf(FleetIsAway);
  });

  it('fails as the lookup failed', async () => {
    const error = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    expect(await found(undefined as unknown as LookupAddress[], error)).toBe(error);
  });
});
