import { z } from 'zod';

/**
 * What the hub takes for a device id: 1 to 128 characters, case-sensitive.
 * Source: Azure IoT Hub, "Understand the identity registry", device identity properties.
 */
export const DeviceId = z
  .string()
  .regex(/^[A-Za-z0-9\-:.+%_#*?!(),=@;$']{1,128}$/, "must be 1 to 128 letters, digits or -:.+%_#*?!(),=@;$'");
export type DeviceId = z.infer<typeof DeviceId>;

/** A tenant is named by a short slug; a single organisation is `default`. */
export const TenantId = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/i, 'must be 1 to 63 letters, digits, - or _');
export type TenantId = z.infer<typeof TenantId>;

export const DEFAULT_TENANT: TenantId = 'default';

/** Names one device of one tenant. The same id in the fleet and in the hub. */
export const DeviceKey = z.object({ tenantId: TenantId, deviceId: DeviceId });
export type DeviceKey = z.infer<typeof DeviceKey>;
