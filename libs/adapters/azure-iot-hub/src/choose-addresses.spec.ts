import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

import { describe, expect, it } from '@jest/globals';

import { HubIsAway } from '#core';

import { lookUpGateway, lookUpPublicAddresses, type ResolveAll } from './choose-addresses.js';

const PUBLIC: LookupAddress = { address: '20.43.44.164', family: 4 };
const ALSO_PUBLIC: LookupAddress = { address: '2603:1030::1', family: 6 };
const PRIVATE: LookupAddress = { address: '10.0.0.4', family: 4 };

const answering =
  (...addresses: LookupAddress[]): ResolveAll =>
  (_hostName, _options, callback) =>
    callback(null, addresses);

const ask = (lookup: LookupFunction, all: boolean): Promise<unknown> =>
  new Promise((resolve, reject) => {
    lookup('contoso.azure-devices.net', { all }, (error, address, family) => (error ? reject(error) : resolve(all ? address : { address, family })));
  });

describe('the addresses of a hub', () => {
  it('are handed on when they are public, in both forms that node asks for', async () => {
    const lookup = lookUpPublicAddresses(answering(PUBLIC, ALSO_PUBLIC));
    expect(await ask(lookup, true)).toEqual([PUBLIC, ALSO_PUBLIC]);
    expect(await ask(lookup, false)).toEqual(PUBLIC);
  });

  it.each([[[PRIVATE]], [[PUBLIC, PRIVATE]], [[PRIVATE, PUBLIC]]])('are refused when one of them is private: %j', async (addresses) => {
    const refused = ask(lookUpPublicAddresses(answering(...addresses)), true);
    await expect(refused).rejects.toThrow(HubIsAway);
    await expect(refused).rejects.toThrow('contoso.azure-devices.net leads to 10.0.0.4');
  });

  it('are looked at each time, so that a name that changes gains nothing', async () => {
    const answers = [[PUBLIC], [PRIVATE]];
    const lookup = lookUpPublicAddresses((_hostName, _options, callback) => callback(null, answers.shift()!));
    expect(await ask(lookup, false)).toEqual(PUBLIC);
    await expect(ask(lookup, false)).rejects.toThrow(HubIsAway);
  });

  it('are none when the name cannot be resolved', async () => {
    const unknown = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
    const lookup = lookUpPublicAddresses((_hostName, _options, callback) => callback(unknown, []));
    await expect(ask(lookup, true)).rejects.toBe(unknown);
    await expect(ask(lookUpPublicAddresses(answering()), true)).rejects.toThrow(HubIsAway);
  });

  it('are those of the gateway where there is one, private or not', async () => {
    expect(await ask(lookUpGateway({ host: '10.0.0.9', port: 8443 }), true)).toEqual([{ address: '10.0.0.9', family: 4 }]);
    expect(await ask(lookUpGateway({ host: '::1', port: 8443 }), false)).toEqual({ address: '::1', family: 6 });
  });

  it('are looked up under the name of the gateway, not of the hub', async () => {
    const asked: string[] = [];
    const resolve: ResolveAll = (hostName, _options, callback) => {
      asked.push(hostName);
      callback(null, [PRIVATE]);
    };
    expect(await ask(lookUpGateway({ host: 'gateway.internal', port: 8443 }, resolve), false)).toEqual(PRIVATE);
    expect(asked).toEqual(['gateway.internal']);
  });
});
