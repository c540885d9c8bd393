import { describe, expect, it } from '@jest/globals';

import { isReservedAddress } from './reserved-addresses.js';

describe('a reserved address', () => {
  it.each<{ address: string }>`
    what                              | address
    ${'this network'}                 | ${'0.0.0.0'}
    ${'loopback'}                     | ${'127.0.0.1'}
    ${'loopback, last'}               | ${'127.255.255.255'}
    ${'private, class A'}             | ${'10.0.0.4'}
    ${'private, class B, first'}      | ${'172.16.0.1'}
    ${'private, class B, last'}       | ${'172.31.255.255'}
    ${'private, class C'}             | ${'192.168.1.1'}
    ${'carrier grade NAT, first'}     | ${'100.64.0.1'}
    ${'carrier grade NAT, last'}      | ${'100.127.255.255'}
    ${'link-local'}                   | ${'169.254.1.1'}
    ${'the metadata service'}         | ${'169.254.169.254'}
    ${'the platform of Azure'}        | ${'168.63.129.16'}
    ${'documentation'}                | ${'192.0.2.1'}
    ${'benchmarks'}                   | ${'198.19.0.1'}
    ${'multicast'}                    | ${'224.0.0.1'}
    ${'broadcast'}                    | ${'255.255.255.255'}
    ${'IPv6 unspecified'}             | ${'::'}
    ${'IPv6 loopback'}                | ${'::1'}
    ${'IPv6 loopback, written out'}   | ${'0:0:0:0:0:0:0:1'}
    ${'IPv4 mapped, private'}         | ${'::ffff:10.0.0.4'}
    ${'IPv4 mapped, in hexadecimal'}  | ${'::ffff:7f00:1'}
    ${'IPv4 mapped, public'}          | ${'::ffff:20.1.2.3'}
    ${'NAT64'}                        | ${'64:ff9b::a00:4'}
    ${'NAT64 of a local network'}     | ${'64:ff9b:1::a00:4'}
    ${'6to4'}                         | ${'2002:7f00:1::'}
    ${'Teredo'}                       | ${'2001:0:4136:e378::1'}
    ${'IPv6 documentation'}           | ${'2001:db8::1'}
    ${'unique local'}                 | ${'fd12:3456::1'}
    ${'the metadata service on IPv6'} | ${'fd00:ec2::254'}
    ${'IPv6 link-local'}              | ${'fe80::1'}
    ${'IPv6 link-local with a zone'}  | ${'fe80::1%eth0'}
    ${'IPv6 site-local'}              | ${'fec0::1'}
    ${'IPv6 multicast'}               | ${'ff02::1'}
    ${'a discarded range'}            | ${'100::1'}
    ${'a name'}                       | ${'localhost'}
    ${'a number'}                     | ${'2130706433'}
    ${'nothing'}                      | ${''}
  `('is $address: $what', ({ address }) => {
    expect(isReservedAddress(address)).toBe(true);
  });

  it.each(['20.43.44.164', '1.1.1.1', '100.63.255.255', '100.128.0.0', '172.15.255.255', '172.32.0.1', '168.63.129.17', '2603:1030::1', '2a01:111::1'])(
    'is not %s',
    (address) => {
      expect(isReservedAddress(address)).toBe(false);
    },
  );
});
