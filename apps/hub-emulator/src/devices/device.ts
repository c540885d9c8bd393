import type { Instant } from '../instant.js';
import type { Twin } from '../twins/twin.js';

export type DeviceStatus = 'enabled' | 'disabled';

/** How a device proves who it is. */
export type Authentication =
  | { readonly type: 'sas'; readonly primaryKey: string; readonly secondaryKey: string }
  | { readonly type: 'selfSigned'; readonly primaryThumbprint: string | null; readonly secondaryThumbprint: string | null }
  | { readonly type: 'certificateAuthority' }
  | { readonly type: 'none' };

/** What a device itself did. Most devices of a large fleet never did anything, so most have none. */
export interface Activity {
  /** Messages received from the device. */
  readonly messages: number;
  readonly lastAt: Instant;
  /** When the present, or else the latest, connection began. */
  readonly connectedAt: Instant;
}

/** The place of a device in a fleet with gateways. Most devices have none. */
export interface EdgeRole {
  readonly iotEdge: boolean;
  readonly deviceScope: string | undefined;
}

/**
 * One incarnation of a device: identity and twin. Never changed in place: a change makes a new one, so a half-done change
 * cannot be seen.
 */
export interface Device {
  readonly deviceId: string;
  /** Tells it from the one created under the same id after it was deleted; see `generationOf`. */
  readonly createdAt: Instant;
  /** The number inside the etag; see `deviceEtag`. */
  readonly etag: number;
  readonly status: DeviceStatus;
  readonly statusReason: string | null;
  readonly statusUpdatedAt: Instant;
  readonly authentication: Authentication;
  readonly edge?: EdgeRole;
  readonly activity?: Activity;
  readonly twin: Twin;
  /** They live and go with the device, so they are part of it. */
  readonly modules?: readonly Module[];
}

/** A module of a device: an identity and a twin of its own. */
export interface Module extends Omit<Device, 'edge' | 'modules'> {
  readonly moduleId: string;
  readonly managedBy: string | null;
}

/** The id of a module, or undefined for a device. */
export function moduleIdOf(thing: Device | Module): string | undefined {
  return 'moduleId' in thing ? thing.moduleId : undefined;
}
