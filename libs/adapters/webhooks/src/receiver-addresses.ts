import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { lookup as resolveAll } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { ReceiverAddresses, ReceiverNotAllowed } from '#core';
import { isBlockedAddress, isReservedAddress } from '#platform';

/** Which addresses receivers may have: public ones, or private ones too. */
export type Reach = 'public' | 'private';

/** Whether a webhook may go to an address. To those of the machine's own surroundings none ever goes. */
export const isAllowedAddress = (address: string, reach: Reach): boolean =>
  isIP(plain(address)) !== 0 && !isBlockedAddress(address) && (reach === 'private' || !isReservedAddress(plain(address)));

/** An address in a URL stands in brackets when it is one of IPv6. */
const plain = (hostName: string): string => hostName.replace(/^\[|\]$/g, '');

/** Judges the address of a receiver by its form and by what it leads to now. In the words of Mender's iot-manager, which its users know. */
export class CheckedReceiverAddresses extends ReceiverAddresses {
  constructor(
    private readonly reach: Reach,
    private readonly resolve: (hostName: string) => Promise<LookupAddress[]> = (hostName) => resolveAll(hostName, { all: true }),
  ) {
    super();
  }

  override async check(url: string): Promise<void> {
    const { hostname } = readReceiverUrl(url);
    const name = plain(hostname);
    const addresses = isIP(name) !== 0 ? [{ address: name }] : await this.resolve(name).catch(() => []);
    if (addresses.length === 0) throw new ReceiverNotAllowed(`failed to lookup host with name '${name}'`);
    if (!addresses.every(({ address }) => isAllowedAddress(address, this.reach))) throw new ReceiverNotAllowed('hostname resolves to reserved address');
  }
}

/** Throws ReceiverNotAllowed for what is no http or https address. A name and a password in it would be shown to whoever may see the address. */
export function readReceiverUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw new ReceiverNotAllowed('the url must be an http or https address');
  if (url.username || url.password) throw new ReceiverNotAllowed('the url must have neither user nor password in it');
  return url;
}

/** Part of connecting, so that the addresses that were judged are the ones dialled. Fails with ReceiverNotAllowed. */
export const lookUpReceiver =
  (reach: Reach, resolve: typeof resolveName = resolveName): LookupFunction =>
  (hostName, options, callback) =>
    resolve(hostName, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) callback(error ?? new ReceiverNotAllowed(`The name ${hostName} has no address.`), '');
      else if (!addresses.every(({ address }) => isAllowedAddress(address, reach))) callback(refusedAddress(hostName), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });

export const refusedAddress = (hostName: string): ReceiverNotAllowed => new ReceiverNotAllowed(`${hostName} leads to a reserved address, so nothing was sent.`);
