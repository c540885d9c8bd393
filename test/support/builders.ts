import {
  DEFAULT_TENANT,
  Secret,
  WHOLE_TENANT,
  type Actor,
  type Caller,
  type Claim,
  type DeviceEvent,
  type DeviceKey,
  type DeviceRecord,
  type FleetConnection,
  type HubConnection,
  type HubLook,
  type Origin,
  type PresentIdentity,
  type PresentRecord,
  type Told,
  type World,
} from '#core';

/** Builders start from "nothing is wrong"; a test names what is odd. */

export const HUB_HOST = 'hub.azure-devices.net';

export const aKey = (deviceId = 'pump-7'): DeviceKey => ({ tenantId: DEFAULT_TENANT, deviceId });

/** An admin of everything, by a token. */
export const anActor = (odd: Partial<Actor> = {}): Actor => ({
  tenantId: DEFAULT_TENANT,
  subject: 'token:alice',
  name: 'alice',
  grants: [{ role: 'admin', scope: WHOLE_TENANT }],
  ...odd,
});

/** A user of whom nothing is claimed. */
export const aCaller = (odd: Partial<Caller> = {}): Caller => ({ tenantId: DEFAULT_TENANT, kind: 'user', id: 'user-1', name: 'alice', claims: [], ...odd });

export const anOrigin = (odd: Partial<Origin> = {}): Origin => ({ tenantId: DEFAULT_TENANT, sourceId: 'queue', ...odd });

/** What the fleet said last: accepted. */
export const aTold = (odd: Partial<Told> = {}): Told => ({
  status: 'accepted',
  occurredAt: new Date('2026-03-01T11:59:00.000Z'),
  revision: null,
  eventId: 'event-1',
  ...odd,
});

/** An accepted device was told of. */
export const anEvent = (odd: Partial<DeviceEvent> = {}): DeviceEvent => ({
  id: 'event-1',
  deviceId: 'pump-7',
  type: 'device-status-changed',
  status: 'accepted',
  occurredAt: new Date('2026-03-01T11:59:00.000Z'),
  revision: null,
  ...odd,
});

/** An enabled identity with our first key, as a look at the hub shows it. */
export const anIdentity = (odd: Partial<PresentIdentity> = {}): HubLook => ({
  kind: 'present',
  status: 'enabled',
  key: { kind: 'numbered', number: 1, next: null, deliverable: true },
  ...odd,
});

/** An identity with the second key; the first was delivered. */
export const aRotatedIdentity = (): HubLook => anIdentity({ key: { kind: 'numbered', number: 2, next: null, deliverable: true } });

/** An identity that somebody else made. */
export const aForeignIdentity = (odd: Partial<PresentIdentity> = {}): HubLook => anIdentity({ key: { kind: 'foreign' }, ...odd });

/** Accepted, enabled in the hub, its connection string delivered and confirmed. */
export const aWorld = (odd: Partial<World> = {}): World => ({
  told: aTold(),
  fleet: { kind: 'seen', status: 'accepted' },
  hub: anIdentity(),
  rotateTo: null,
  delivery: { delivered: 1, confirmed: 1, deliveredAgoMs: 60_000 },
  configuration: { kind: 'not-needed' },
  ...odd,
});

/** Our record of an enabled identity with our first key. */
export const aPresentRecord = (odd: Partial<PresentRecord> = {}): PresentRecord => ({
  kind: 'present',
  status: 'enabled',
  etag: 'MQ==',
  keyNumber: 1,
  nextKey: null,
  madeBy: 'us',
  keys: 'derived',
  ...odd,
});

/** All that we hold of a device that is in sync. */
export const aRecord = (odd: Partial<DeviceRecord> = {}): DeviceRecord => ({
  key: aKey(),
  told: aTold(),
  fleetStatus: 'accepted',
  hub: aPresentRecord(),
  lookFirst: false,
  lastKeyNumber: 1,
  rotateTo: null,
  delivery: { delivered: 1, deliveredAt: new Date('2026-03-01T11:59:30.000Z'), confirmed: 1 },
  intent: null,
  attempts: 0,
  notBefore: null,
  reason: 'as-wanted',
  ...odd,
});

export const aHubConnection = (odd: Partial<HubConnection> = {}): HubConnection => ({
  id: '7f0f8d3c-6f0e-4a55-9c55-0d6b2f0a4a11',
  tenantId: DEFAULT_TENANT,
  hostName: HUB_HOST,
  credentials: { kind: 'shared-access-policy', policyName: 'lockstep', key: new Secret('cG9saWN5LWtleQ==') },
  edition: null,
  paused: false,
  trouble: null,
  revision: 1,
  ...odd,
});

export const aFleetConnection = (odd: Partial<FleetConnection> = {}): FleetConnection => ({
  tenantId: DEFAULT_TENANT,
  url: 'https://fleet.example',
  token: new Secret('fleet-token'),
  trouble: null,
  revision: 1,
  ...odd,
});

/** The lease of a device that is in sync, with both connections set up. */
export const aClaim = (odd: Partial<Claim> = {}): Claim => ({
  key: aKey(),
  fence: 1n,
  leaseMs: 10_000,
  generation: 1n,
  record: aRecord(),
  waitLeftMs: null,
  hub: aHubConnection(),
  fleet: aFleetConnection(),
  ...odd,
});
