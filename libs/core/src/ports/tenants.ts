/** Tenants as a whole. */
export abstract class Tenants {
  /**
   * Forgets what a tenant's devices are and were told, and where they are kept and reported to: integration, receiver, devices, events and
   * stories. Hubs are left as they are, and so is who may do what. An event that comes in later is a new beginning.
   */
  abstract forgetDevices(tenantId: string): Promise<void>;
}
