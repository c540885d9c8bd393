import { lookup as resolveName, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { FleetIsAway } from '#core';
import { isBlockedAddress } from '#platform';

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
