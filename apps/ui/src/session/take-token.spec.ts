import { describe, expect, it } from '@jest/globals';
import { takeToken } from './take-token.js';

const at = (odd: Partial<Location>) => ({ hash: '#token=lst_abc', hostname: '127.0.0.1', pathname: '/devices', search: '?sync=dead', ...odd }) as Location;

describe('the token behind the # of an address', () => {
  it('is taken, and out of the address at once', () => {
    const addresses: string[] = [];
    expect(takeToken(at({}), (address) => addresses.push(address))).toBe('lst_abc');
    expect(addresses).toEqual(['/devices?sync=dead']);
  });

  it('is not believed on another host, and taken out of the address all the same', () => {
    const addresses: string[] = [];
    expect(takeToken(at({ hostname: 'lockstep.example.com' }), (address) => addresses.push(address))).toBe('');
    expect(addresses).toHaveLength(1);
  });

  it.each(['', '#', '#timeline', '#token=', '#token=a b'])('is not there: %j', (hash) => {
    const addresses: string[] = [];
    expect(takeToken(at({ hash }), (address) => addresses.push(address))).toBe('');
    expect(addresses).toEqual([]);
  });
});
