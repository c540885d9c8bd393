import { Connections, HubProbe, NotFound, type HubTest } from '#core';

/** Signs in to a tenant's hub as the workers would, and says which rights are missing. */
export class TestHub {
  constructor(
    private readonly connections: Connections,
    private readonly probe: HubProbe,
  ) {}

  /** `id` is the integration, or null for the tenant's only one. Throws NotFound, HostNotAllowed. */
  async run(tenantId: string, id: string | null): Promise<HubTest> {
    const connection = await this.connections.findHub(tenantId);
    if (!connection || (id !== null && connection.id !== id)) throw new NotFound('There is no integration of this id that you may see.');
    return this.probe.test(connection);
  }
}
