import { Connections, InvalidConnectionString, MaskedSecret, isMasked, readPolicyConnectionString, type HubConnection, type HubTarget, type NewHubDetails, type Secret } from '#core';

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

  /**
   * By the connection string of a policy, or by host and credentials; without an edition the limits of the hub are learnt. Throws
   * InvalidConnectionString, MaskedSecret, HostNotAllowed, and as `Connections.addHub` does.
   */
  async run(tenantId: string, hub: Secret | HubTarget, details?: Partial<NewHubDetails>): Promise<HubConnection> {
    const { hostName, credentials } = checkTarget('hostName' in hub ? hub : readHubTarget(hub), this.hosts);
    return this.connections.addHub(tenantId, hostName, credentials, details);
  }
}

/**
 * Takes the connection string of a shared access policy apart; `second` is the one with its other key. Throws InvalidConnectionString,
 * also when they are not of the same policy.
 */
export function readHubTarget(connectionString: Secret, second: Secret | null = null): HubTarget {
  const { hostName, policyName, key } = readPolicyConnectionString(connectionString.reveal());
  if (!second) return { hostName, credentials: { kind: 'shared-access-policy', policyName, key } };
  const other = readPolicyConnectionString(second.reveal());
  if (other.hostName !== hostName || other.policyName !== policyName) throw new InvalidConnectionString('The second connection string is not of the same hub and policy as the first one.');
  if (other.key.reveal() === key.reveal()) throw new InvalidConnectionString('Both connection strings hold the same key. Copy the primary and the secondary one.');
  return { hostName, credentials: { kind: 'shared-access-policy', policyName, key, secondKey: other.key } };
}

/** Throws MaskedSecret, HostNotAllowed. */
export function checkTarget(target: HubTarget, hosts: HostRules): HubTarget {
  const secret = secretOf(target.credentials);
  if (secret && isMasked(secret)) throw new MaskedSecret('This secret is masked, as we show it. Put in the secret itself; it cannot be read from here.');
  hosts.check(target.hostName);
  return target;
}

function secretOf(credentials: HubTarget['credentials']): Secret | null {
  if (credentials.kind === 'shared-access-policy') return credentials.key;
  const { credential } = credentials;
  return credential.kind === 'client-secret' ? credential.clientSecret : credential.kind === 'certificate' ? credential.certificate : null;
}
