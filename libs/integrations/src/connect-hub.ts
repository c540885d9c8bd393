import { Connections, readPolicyConnectionString, type HubConnection, type HubEdition, type Secret } from '#core';

/** Whether a host may be connected. Throws HostNotAllowed when not. */
export abstract class HostRules {
  abstract check(hostName: string): void;
}

/** Connects a tenant to its IoT Hub. Devices that waited for it go on by themselves. */
export class ConnectHub {
  constructor(
    private readonly connections: Connections,
    private readonly hosts: HostRules,
  ) {}

  /** `edition` is what the hub was bought as; without it its limits are learnt. Throws InvalidConnectionString, HostNotAllowed or HubAlreadyConnected. */
  async run(tenantId: string, connectionString: Secret, edition: HubEdition | null = null): Promise<HubConnection> {
    const { hostName, policyName, key } = readPolicyConnectionString(connectionString.reveal());
    this.hosts.check(hostName);
    return this.connections.addHub(tenantId, hostName, { kind: 'shared-access-policy', policyName, key }, edition);
  }
}
