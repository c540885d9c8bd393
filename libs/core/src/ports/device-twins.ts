import type { HubConnection } from '../connections/connections.js';
import type { DeviceKey } from '../device-key.js';
import type { JsonObject } from '../twins/json.js';
import type { HubModule, Twin, TwinAddress, TwinParts } from '../twins/twin.js';

/**
 * The twins in one tenant's hub. Every failure is thrown as a named one. A failed look throws: it is never an absence. A write
 * whose answer was lost throws HubOutcomeUnknown, and may be looked up.
 */
export abstract class DeviceTwins {
  /** The twin, or null when the hub shows none: there is no such device or module, or it is disabled. Changes nothing. */
  abstract read(connection: HubConnection, address: TwinAddress): Promise<Twin | null>;

  /** The modules of a device, or null when the hub says there is no such device. Costs a registry operation; changes nothing. */
  abstract modules(connection: HubConnection, key: DeviceKey): Promise<HubModule[] | null>;

  /**
   * Merges into tags and desired what is given, if the twin still has this etag; answers with the twin as it is then.
   * Throws HubChangedUnderneath when it has another, NotInHub, and HubRefusesTwin.
   */
  abstract patch(connection: HubConnection, address: TwinAddress, patch: { readonly [part in keyof TwinParts]?: JsonObject }, etag: string): Promise<Twin>;

  /** Puts both parts in the place of the present ones, if the twin still has this etag. Answers and throws like `patch`. */
  abstract replace(connection: HubConnection, address: TwinAddress, parts: TwinParts, etag: string): Promise<Twin>;
}
