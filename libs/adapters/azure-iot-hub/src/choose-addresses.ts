import { lookup as resolveName, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import { HubIsAway } from '#core';
import { isReservedAddress } from '#platform';

/** Where to connect instead of the hub's own name and port: an emulator, or a private endpoint. */
export interface Gateway {
  host: string;
  port: number;
}

/** Resolves a name to every address it has; node's `dns.lookup` does. */
export type ResolveAll = (
  hostName: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A lookup that answers with the gateway's address, whatever the name. A gateway may have a private address: an operator chose it. */
export const lookUpGateway = (gateway: Gateway, resolve: ResolveAll = resolveName): LookupFunction =>
  lookUp((_hostName, options, found) => {
    const family = isIP(gateway.host);
    if (family === 0) resolve(gateway.host, options, found);
    else found(null, [{ address: gateway.host, family }]);
  });

/**
 * A lookup that refuses a name with an address that is not public, even among others. It runs as part of connecting, so the
 * addresses that were checked are the ones dialled, and a name that changes in between gains nothing. Fails with HubIsAway.
 */
export const lookUpPublicAddresses = (resolve: ResolveAll = resolveName): LookupFunction =>
  lookUp((hostName, options, found) =>
    resolve(hostName, options, (error, addresses) => {
      const refused = error ? undefined : addresses.find(({ address }) => isReservedAddress(address));
      if (refused) found(leadsInside(hostName, refused.address), []);
      else found(error, addresses);
    }),
  );

/** Answers in both of the forms that node asks for: one address, or all of them. */
const lookUp =
  (resolve: ResolveAll): LookupFunction =>
  (hostName, options, callback) =>
    resolve(hostName, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error) callback(error, '');
      else if (!first) callback(new HubIsAway(`The name ${hostName} has no address. Check the name of the hub.`), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });

const leadsInside = (hostName: string, address: string): HubIsAway =>
  new HubIsAway(
    `The name ${hostName} leads to ${address}, which is not a public address, so nothing was sent. ` +
      'Check the name; for a private endpoint set LOCKSTEP_HUB_GATEWAY.',
  );
