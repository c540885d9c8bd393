import type { ConnectionTrouble, FleetConnection, HubConnection } from '../connections/connections.js';
import type { Trouble } from '../connections/hub-test.js';

/** Names a connection at the revision that was seen in trouble. */
export type TroubledConnection = { kind: 'hub'; tenantId: string; id: string; revision: number } | { kind: 'fleet'; tenantId: string; revision: number };

/** A connection that is to be tried now. */
export type DueProbe = ({ kind: 'hub'; connection: HubConnection } | { kind: 'fleet'; connection: FleetConnection }) & { trouble: ConnectionTrouble };

/**
 * What is the matter with connections, for all their devices alike: then passes wait for its end and call nobody. All workers
 * share it, and it outlives them.
 */
export abstract class Troubles {
  /** From now on the connection is in this trouble. Nothing, when the connection was changed since. What was known before keeps its time. */
  abstract report(at: TroubledConnection, trouble: Trouble): Promise<void>;

  /** Connections in trouble that nobody tried for `everyMs`; another call does not get them for as long. One that is paused rests. */
  abstract takeDue(everyMs: number): Promise<DueProbe[]>;

  /** All is well again: the devices that waited for it wake. Nothing, when the connection was changed since. */
  abstract end(at: TroubledConnection): Promise<void>;
}
