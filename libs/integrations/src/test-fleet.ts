import { Connections, FleetProbe, NotFound, type FleetTest } from '#core';

/** Signs in to a tenant's fleet manager as the workers would. */
export class TestFleet {
  constructor(
    private readonly connections: Connections,
    private readonly probe: FleetProbe,
  ) {}

  /** Throws NotFound. */
  async run(tenantId: string): Promise<FleetTest> {
    const connection = await this.connections.findFleet(tenantId);
    if (!connection) throw new NotFound('No fleet manager is connected. Connect one first.');
    return this.probe.test(connection);
  }
}
