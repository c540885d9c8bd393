import { BlockList, isIP } from 'node:net';

/**
 * Link-local addresses, where clouds serve the credentials of the machine to whoever asks from it, and the two platform services
 * that stand elsewhere. Private addresses are not among them: a server of one's own usually has one.
 * Source: RFC 3927, RFC 4291; AWS, "Instance metadata" (fd00:ec2::254); Azure, "What is IP address 168.63.129.16?".
 */
const blocked = new BlockList();
blocked.addSubnet('169.254.0.0', 16, 'ipv4');
blocked.addAddress('168.63.129.16', 'ipv4');
blocked.addSubnet('fe80::', 10, 'ipv6');
blocked.addAddress('fd00:ec2::254', 'ipv6');
// Translated to IPv4 on the way (NAT64, RFC 6052), the same addresses again.
blocked.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');
blocked.addAddress('64:ff9b::a83f:8110', 'ipv6');

/** Whether an address may not be asked. An IPv4 address inside an IPv6 one counts as what it is. */
export function isBlockedAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$|%.*$/g, '');
  const family = isIP(plain);
  return family !== 0 && blocked.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
