import { BlockList, isIP } from 'node:net';

/** Address, prefix length and what the range is for. Source: IANA special-purpose address registries; RFC 6890, RFC 6598. */
const RESERVED_IPV4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Inside every Azure virtual machine this one is the platform itself. Source: Azure, "What is IP address 168.63.129.16?".
  ['168.63.129.16', 32],
];

/** Within global unicast (2000::/3), the ranges that carry an IPv4 address inside, or lead nowhere. */
const RESERVED_IPV6: readonly [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const reserved = new BlockList();
for (const [network, prefix] of RESERVED_IPV4) reserved.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of RESERVED_IPV6) reserved.addSubnet(network, prefix, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an address is anything but a public one: private, loopback, link-local, shared (CGNAT), multicast, mapped or
 * translated (::ffff:…, NAT64, 6to4), or the Azure platform's own. What is not an address counts as reserved.
 */
export function isReservedAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = isIP(plain);
  if (family === 4) return reserved.check(plain, 'ipv4');
  if (family === 6) return !globalUnicast.check(plain, 'ipv6') || reserved.check(plain, 'ipv6');
  return true;
}
