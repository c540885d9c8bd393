import { describe, expect, it } from '@jest/globals';
import { isBlockedAddress } from './blocked-addresses.js';

describe('an address', () => {
  it.each(['169.254.0.0', '169.254.169.254', '169.254.255.255', '168.63.129.16', 'fe80::1', 'febf::1', 'fe80::1%eth0', '[fe80::1]', 'fd00:ec2::254', '::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '::ffff:168.63.129.16', '64:ff9b::169.254.169.254', '64:ff9b::168.63.129.16'])(
    '%s is blocked',
    (address) => expect(isBlockedAddress(address)).toBe(true),
  );

  it.each(['169.253.255.255', '169.255.0.0', '168.63.129.15', '168.63.129.17', '10.0.0.1', '127.0.0.1', '192.168.1.1', 'fec0::1', 'fd00:ec2::253', '::1', '64:ff9b::8.8.8.8', '::ffff:10.0.0.1', 'fleet.example', '', '169.254.169.254.example'])('%s is not', (address) =>
    expect(isBlockedAddress(address)).toBe(false),
  );
});
