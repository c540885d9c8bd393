import { Connections, InvalidRequest, type FleetConnection, type Secret } from '#core';

/** Connects a tenant to its fleet manager, or replaces the address and token of that connection. Devices that waited for it go on by themselves. */
export class ConnectFleet {
  constructor(private readonly connections: Connections) {}

  /** `url` is the server's root, such as https://hosted.mender.io. Throws InvalidRequest. */
  async run(tenantId: string, url: string, token: Secret): Promise<FleetConnection> {
    const root = URL.canParse(url) ? new URL(url) : null;
    if (!root || !['http:', 'https:'].includes(root.protocol) || root.username || root.password || root.search || root.hash) {
      throw new InvalidRequest('The address of the fleet manager must be http:// or https:// with a host, and neither user, query nor fragment.');
    }
    if (!/^[\x21-\x7e]{8,8192}$/.test(token.reveal())) {
      throw new InvalidRequest('The token of the fleet manager must be 8 to 8192 printable characters without spaces.');
    }
    return this.connections.putFleet(tenantId, root.href.replace(/\/+$/, ''), token);
  }
}
