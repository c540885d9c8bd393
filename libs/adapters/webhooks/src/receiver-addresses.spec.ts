import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from '@jest/globals';
import { ReceiverNotAllowed } from '#core';
import { CheckedReceiverAddresses, lookUpReceiver, type Reach } from './receiver-addresses.js';

const PUBLIC: LookupAddress = { address: '93.184.216.34', family: 4 };
const leadingTo = (reach: Reach, ...addresses: string[]) => new CheckedReceiverAddresses(reach, async () => addresses.map((address) => ({ address, family: 4 })));

describe('the address of a receiver', () => {
  it.each(['https://receiver.example/hook?a=1', 'http://receiver.example:8080', 'https://93.184.216.34', 'https://[2606:2800:220:1::1]/'])('may be %s', async (url) => {
    await expect(leadingTo('public', PUBLIC.address).check(url)).resolves.toBeUndefined();
  });

  it.each(['', 'receiver.example', 'ftp://receiver.example', 'file:///etc/passwd', 'javascript:1', 'https://user@receiver.example', 'https://user:word@receiver.example', 'http://'])('may not be %p', async (url) => {
    await expect(leadingTo('public', PUBLIC.address).check(url)).rejects.toThrow(ReceiverNotAllowed);
  });

  it('is told why it may not be', async () => {
    await expect(leadingTo('public', PUBLIC.address).check('ftp://receiver.example')).rejects.toThrow('the url must be an http or https address');
    await expect(leadingTo('public', PUBLIC.address).check('https://user@receiver.example')).rejects.toThrow('the url must have neither user nor password in it');
  });

  const RESERVED = ['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.169.254', '168.63.129.16', '0.0.0.0', '::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1', '64:ff9b::a9fe:a9fe', '224.0.0.1'];

  it.each(RESERVED)('may not lead to %s', async (address) => {
    await expect(leadingTo('public', PUBLIC.address, address).check('https://receiver.example')).rejects.toThrow('hostname resolves to reserved address');
  });

  it.each([...RESERVED.map((address) => (address.includes(':') ? `[${address}]` : address)), '2130706433', '0x7f.1', '127.1', '0177.0.0.1'])('may not be %s itself', async (host) => {
    await expect(leadingTo('public', PUBLIC.address).check(`http://${host}/`)).rejects.toThrow('hostname resolves to reserved address');
  });

  it.each(['127.0.0.1', '10.0.0.1', '192.168.1.1', 'fd00::1'])('may lead to %s where private ones are allowed', async (address) => {
    await expect(leadingTo('private', address).check('https://receiver.example')).resolves.toBeUndefined();
  });

  it.each(['169.254.169.254', '168.63.129.16', 'fe80::1', 'fd00:ec2::254'])('may not lead to %s even there', async (address) => {
    await expect(leadingTo('private', address).check('https://receiver.example')).rejects.toThrow('hostname resolves to reserved address');
  });

  it('has to lead somewhere', async () => {
    const nowhere = new CheckedReceiverAddresses('public', async () => Promise.reject(new Error('ENOTFOUND')));
    await expect(nowhere.check('https://receiver.example')).rejects.toThrow("failed to lookup host with name 'receiver.example'");
    await expect(leadingTo('public').check('https://receiver.example')).rejects.toThrow('failed to lookup');
  });
});

describe('looking up a receiver while connecting', () => {
  const look = (addresses: LookupAddress[], { all = true, error = null }: { all?: boolean; error?: NodeJS.ErrnoException | null } = {}) =>
    new Promise<unknown>((done) =>
      lookUpReceiver('public', ((_name: string, _options: object, found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => found(error, addresses)) as never)('receiver.example', { all }, (failed, found) =>
        done(failed ?? found),
      ),
    );

  it('answers with what it leads to, in both forms', async () => {
    expect(await look([PUBLIC])).toEqual([PUBLIC]);
    expect(await look([PUBLIC], { all: false })).toBe(PUBLIC.address);
  });

  it('fails when one of many is reserved, when there is none, and as the lookup failed', async () => {
    expect(await look([PUBLIC, { address: '10.0.0.1', family: 4 }])).toEqual(new ReceiverNotAllowed('receiver.example leads to a reserved address, so nothing was sent.'));
    expect(await look([])).toEqual(new ReceiverNotAllowed('The name receiver.example has no address.'));
    const error = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    expect(await look([], { error })).toBe(error);
  });
});
