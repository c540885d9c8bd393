import { Breaker, ConnectionInTrouble, FleetIsAway, FleetRefusesCredentials, type FleetConnection, type Sign, type Trouble, type Troubles } from '#core';

/**
 * Watches the calls to fleet managers. What is the matter with one for all its devices alike is written down with its connection, and
 * held here for as long as that may take. A token that is refused is refused for all at once; that it is away shows in its answers.
 */
export class WatchFleetCalls {
  readonly #breakers = new Map<string, { revision: number; breaker: Breaker }>();

  constructor(
    private readonly troubles: Pick<Troubles, 'report'>,
    private readonly now?: () => number,
  ) {}

  /** For what the probe asks for too. Throws as the call does, and ConnectionInTrouble, without a call, while a trouble is known. */
  ofAll<T>(connection: FleetConnection, call: () => Promise<T>): Promise<T> {
    return this.#watch(connection, call, { tellsOfAll: true });
  }

  /** For what may fail for one device, or in one service, alone: it never tells that the fleet manager is away. Throws likewise. */
  ofOne<T>(connection: FleetConnection, call: () => Promise<T>): Promise<T> {
    return this.#watch(connection, call, { tellsOfAll: false });
  }

  async #watch<T>(connection: FleetConnection, call: () => Promise<T>, { tellsOfAll }: { tellsOfAll: boolean }): Promise<T> {
    const breaker = this.#breaker(connection);
    if (connection.trouble) throw new ConnectionInTrouble(connection.trouble, { isKnown: true });
    if (breaker.held) throw new ConnectionInTrouble(breaker.held, { isKnown: false });
    try {
      const answer = await call();
      if (tellsOfAll) breaker.note('well', '');
      return answer;
    } catch (error) {
      const { sign, detail } = read(error);
      if (tellsOfAll || sign === 'refused') await this.#report(connection, breaker.note(sign, detail));
      throw error;
    }
  }

  #breaker({ tenantId, revision }: FleetConnection): Breaker {
    const known = this.#breakers.get(tenantId);
    if (known?.revision === revision) return known.breaker;
    const breaker = new Breaker({ away: 'fleet-is-away', refused: 'fleet-refuses-credentials' }, this.now);
    this.#breakers.set(tenantId, { revision, breaker });
    return breaker;
  }

  /** What could not be written down now is told again by a later call. */
  async #report({ tenantId, revision }: FleetConnection, trouble: Trouble | null): Promise<void> {
    if (trouble) await this.troubles.report({ kind: 'fleet', tenantId, revision }, trouble).catch(() => undefined);
  }
}

/** A fleet manager that answers, whatever it answers, is well. */
function read(failure: unknown): { sign: Sign; detail: string } {
  if (failure instanceof FleetRefusesCredentials) return { sign: 'refused', detail: 'The fleet manager refuses the token of the connection.' };
  return failure instanceof FleetIsAway && failure.forAll !== null ? { sign: 'away', detail: failure.forAll } : { sign: 'well', detail: '' };
}
