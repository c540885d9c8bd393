import { FleetProbe, HubProbe, Troubles, troubleIn, type DueProbe, type Log, type Trouble, type TroubledConnection } from '#core';

/** How often a connection in trouble is tried, by all workers together, ms. */
export const PROBE_EVERY_MS = 5_000;

/** Tries connections that are in trouble, each by itself, and wakes their devices when the trouble is over: whoever mended it, and wherever. */
export class ProbeTroubles {
  constructor(
    private readonly troubles: Troubles,
    private readonly hubs: HubProbe,
    private readonly fleets: FleetProbe,
    private readonly log: Log,
  ) {}

  async run(): Promise<void> {
    await Promise.all((await this.troubles.takeDue(PROBE_EVERY_MS)).map((due) => this.#probe(due)));
  }

  async #probe(due: DueProbe): Promise<void> {
    const { kind, trouble, connection } = due;
    const at = nameOf(due);
    const left = await this.#troubleLeft(due);
    const fields = { tenantId: connection.tenantId, connection: kind, reason: trouble.reason };
    if (!left) {
      await this.troubles.end(at);
      this.log.info({ ...fields, since: trouble.since }, 'The trouble of a connection is over; its devices go on');
    } else if (left.reason !== trouble.reason) {
      await this.troubles.report(at, left);
      this.log.warn({ ...fields, now: left.reason }, 'A connection is in another trouble than before');
    }
  }

  async #troubleLeft(due: DueProbe): Promise<Trouble | null> {
    if (due.kind === 'hub') return troubleIn(await this.hubs.test(due.connection));
    // A fleet manager that asks us to slow down is well.
    const { trouble } = await this.fleets.test(due.connection);
    return trouble?.reason === 'fleet-is-busy' ? null : trouble;
  }
}

const nameOf = (due: DueProbe): TroubledConnection =>
  due.kind === 'hub'
    ? { kind: 'hub', tenantId: due.connection.tenantId, id: due.connection.id, revision: due.connection.revision }
    : { kind: 'fleet', tenantId: due.connection.tenantId, revision: due.connection.revision };
