import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { FleetIsAway } from '#core';

/**
 * Link-local addresses, where clouds serve the credentials of the machine to whoever asks from it, and the two platform services
 * that stand elsewhere. Private addresses are not among them: a Mender server of one's own usually has one.
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

/** Whether a URL names a blocked address outright. Names are judged by what they lead to, when they are dialled. */
export const leadsToBlockedAddress = (url: string): boolean => URL.canParse(url) && isBlockedAddress(new URL(url).hostname);

type ResolveAll = (hostName: string, options: { all: true }, callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

/** Part of connecting, so that the addresses that were judged are the ones dialled. Fails with FleetIsAway. */
export const lookUpAllowed =
  (resolve: ResolveAll = resolveName): LookupFunction =>
  (hostName, options, callback) =>
    resolve(hostName, { ...options, all: true }, (error, addresses) => {
      const refused = error ? undefined : addresses.find(({ address }) => isBlockedAddress(address));
      const [first] = addresses ?? [];
      if (refused) callback(blockedAddress(hostName, refused.address), '');
      else if (error || !first) callback(error ?? new FleetIsAway(`The name ${hostName} has no address. Check the URL of the fleet connection.`), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });

export const blockedAddress = (hostName: string, address = hostName): FleetIsAway =>
  new FleetIsAway(`${hostName} leads to ${address}, an address of the machine's own surroundings, so nothing was sent. Put another URL into the fleet connection.`);
