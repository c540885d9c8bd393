import { randomBytes } from 'node:crypto';
import type { RunningHubEmulator } from '../../../apps/hub-emulator/src/index.js';
import { Database, KnownActors, PostgresConnections, PostgresTokens, Sealing, TenantSeeds } from '#adapters/postgres';
import { Secret, readPolicyConnectionString } from '#core';
import type { Env } from '#platform';

/** Our tenant. */
export const HOME = 'default';
export const HOME_HUB = 'lockstep.azure-devices.net';
export const NEIGHBOUR_HUB = 'neighbour.azure-devices.net';
/** Devices whose id begins so belong to the neighbour. */
export const NEIGHBOUR = 'neighbour';
/** Devices that are there for as long as the stack is. Ours keeps the fleet from looking empty, which a sweep would not believe. */
export const RESIDENT = 'resident';
export const NEIGHBOUR_RESIDENT = `${NEIGHBOUR}-resident`;

export interface ConnectedTenant {
  hubId: string;
  sourceId: string;
  secret: string;
  token: string;
  /** Of somebody who may look and no more. */
  viewerToken: string;
}

export type Tenants = Record<typeof HOME | typeof NEIGHBOUR, ConnectedTenant>;

export const tenantOf = (deviceId: string): keyof Tenants => (deviceId.startsWith(NEIGHBOUR) ? NEIGHBOUR : HOME);

export const hubOf = (deviceId: string): string => (tenantOf(deviceId) === NEIGHBOUR ? NEIGHBOUR_HUB : HOME_HUB);

/** Sets up what an administrator of each of the two tenants would: the hub, the fleet, the door for webhooks, a token. */
export async function connectTenants(
  databaseUrl: string,
  keys: Env['LOCKSTEP_MASTER_KEYS'],
  { hub, fleets }: { hub: RunningHubEmulator; fleets: Record<keyof Tenants, { url: string; token: string }> },
): Promise<Tenants> {
  const database = new Database({ url: databaseUrl, connections: 2 });
  try {
    const sealing = new Sealing(keys);
    const seeds = new TenantSeeds(database, sealing);
    const connections = new PostgresConnections(database, sealing, seeds);
    const tokens = new PostgresTokens(database, seeds, new KnownActors());
    const connect = async (tenantId: keyof Tenants, hubName: string): Promise<ConnectedTenant> => {
      const { hostName, policyName, key } = readPolicyConnectionString(hub.connectionString(hubName));
      const { id } = await connections.addHub(tenantId, hostName, { kind: 'shared-access-policy', policyName, key }, { edition: { sku: 'S3', units: 10 } });
      await connections.putFleet(tenantId, fleets[tenantId].url, new Secret(fleets[tenantId].token));
      const secret = randomBytes(32).toString('hex');
      const source = await connections.addEventSource(tenantId, 'mender', new Secret(secret));
      const tokenOf = async (role: 'admin' | 'viewer'): Promise<string> => (await tokens.issue(tenantId, 'faults', role)).token.reveal();
      return { hubId: id, sourceId: source.id, secret, token: await tokenOf('admin'), viewerToken: await tokenOf('viewer') };
    };
    return { [HOME]: await connect(HOME, HOME_HUB), [NEIGHBOUR]: await connect(NEIGHBOUR, NEIGHBOUR_HUB) };
  } finally {
    await database.close();
  }
}
