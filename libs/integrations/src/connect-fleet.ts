import { AddressNotAllowed, Connections, InvalidRequest, MaskedSecret, isMasked, type FleetConnection, type Secret, type SeenFleet } from '#core';

/** Connects a tenant to its fleet manager, or replaces the address and token of that connection. Devices that waited for it go on by themselves. */
export class ConnectFleet {
  constructor(
    private readonly connections: Connections,
    private readonly isBlocked: (url: string) => boolean,
  ) {}

  /** `url` is the server's root, such as https://hosted.mender.io. Throws InvalidRequest, MaskedSecret, AddressNotAllowed, and FleetStale when it is not as it was seen. */
  async run(tenantId: string, url: string, token: Secret, seen?: SeenFleet): Promise<FleetConnection> {
    const root = URL.canParse(url) ? new URL(url) : null;
    if (!root || !['http:', 'https:'].includes(root.protocol) || root.username || root.password || root.search || root.hash) {
      throw new InvalidRequest('The address of the fleet manager must be http:// or https:// with a host, and neither user, query nor fragment.');
    }
    if (this.isBlocked(root.href)) {
      throw new AddressNotAllowed(`${root.hostname} is an address of the machine's own surroundings. Put in the address of the fleet manager; a private one is allowed.`);
    }
    if (isMasked(token)) throw new MaskedSecret('This token is masked, as we show it. Put in the token itself; it cannot be read from here.');
    if (!/^[\x21-\x7e]{8,8192}$/.test(token.reveal())) {
      throw new InvalidRequest('The token of the fleet manager must be 8 to 8192 printable characters without spaces.');
    }
    return this.connections.putFleet(tenantId, root.href.replace(/\/+$/, ''), token, seen);
  }
}
