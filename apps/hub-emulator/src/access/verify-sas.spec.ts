import { describe, expect, it } from '@jest/globals';
import { parseSas } from './parse-sas.js';
import { findSasFault, signSas } from './verify-sas.js';

const NOW = 1_700_000_000;
const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');
const RESOURCE = ['hub.azure-devices.net', 'devices', 'a%41', 'messages', 'events'];

function faultOf({ sr = 'hub.azure-devices.net', se = String(NOW + 60), key = KEY, keys = [KEY, OTHER] }) {
  const sig = encodeURIComponent(signSas(sr, se, key));
  const token = parseSas(`SharedAccessSignature sr=${sr}&sig=${sig}&se=${se}&skn=service`);
  return token && findSasFault(token, { keys, resource: RESOURCE, now: NOW });
}

describe('a SAS token', () => {
  it('is good when signed with the primary key or with the secondary', () => {
    expect([faultOf({ key: KEY }), faultOf({ key: OTHER })]).toEqual([undefined, undefined]);
  });

  it('is refused when signed with another key', () => {
    expect(faultOf({ key: Buffer.alloc(32, 3).toString('base64') })).toBe('bad-signature');
  });

  it.each([
    ['the host', 'hub.azure-devices.net'],
    ['the host in capitals', 'HUB.azure-devices.net'],
    ['the host with a slash', 'hub.azure-devices.net/'],
    ['the collection', 'hub.azure-devices.net/devices'],
    ['the device, encoded once with the whole', encodeURIComponent('hub.azure-devices.net/devices/a%41')],
    ['the device, encoded by itself', `hub.azure-devices.net/devices/${encodeURIComponent('a%41')}`],
    ['the device, encoded by itself and with the whole', encodeURIComponent(`hub.azure-devices.net/devices/${encodeURIComponent('a%41')}`)],
    ['the very path', 'hub.azure-devices.net/devices/a%2541/messages/events'],
  ])('covers a path when made for %s', (_name, sr) => {
    expect(faultOf({ sr })).toBeUndefined();
  });

  it.each([
    ['another host', 'other.azure-devices.net'],
    ['half a segment', 'hub.azure-devices.net/dev'],
    ['another device', 'hub.azure-devices.net/devices/b'],
    ['more than the path', 'hub.azure-devices.net/devices/a%2541/messages/events/more'],
    ['a broken percent code', 'hub.azure-devices.net/devices/%zz'],
  ])('does not cover a path when made for %s', (_name, sr) => {
    expect(faultOf({ sr })).toBe('other-resource');
  });

  it('lives five minutes longer than it says, for clocks that differ', () => {
    expect([faultOf({ se: String(NOW - 299) }), faultOf({ se: String(NOW - 300) })]).toEqual([undefined, 'expired']);
  });

  it('is read with its fields in any order', () => {
    expect(parseSas('SharedAccessSignature skn=a%2Bb&se=5&sig=x%3D&sr=h%2Fd')).toEqual({ sr: 'h%2Fd', sig: 'x=', se: '5', skn: 'a+b' });
  });

  it.each([
    '',
    'Bearer x',
    'SharedAccessSignature ',
    'SharedAccessSignature sr=h&sig=x',
    'SharedAccessSignature sr=h&sig=x&se=soon',
    'SharedAccessSignature sr=h&sig=%&se=5',
  ])('is not %j', (header) => expect(parseSas(header)).toBeUndefined());
});
