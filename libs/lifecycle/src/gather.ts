import {
  ConnectionInTrouble,
  Failure,
  Fleet,
  certainDelivery,
  countingStatus,
  keyToHold,
  wantedOf,
  type Clock,
  type ConfigurationLook,
  type DeviceRecord,
  type FleetLook,
  type HubIdentity,
  type HubLook,
  type World,
} from '#core';
import type { ConfigurationSight, LookAtConfiguration } from './look-at-configuration.js';
import type { LookAtHub } from './look-at-hub.js';
import type { Pass } from './pass.js';

/** The world that a decision looks at, with what its step will need beside it. */
export interface Sight {
  world: World;
  foreign: HubIdentity | null;
  held: ConfigurationSight['held'];
}

/** Looks at whatever the next decision needs, and changes nothing but our own record of it. */
export class Gather {
  constructor(
    private readonly fleet: Fleet,
    private readonly lookAtHub: LookAtHub,
    private readonly lookAtConfiguration: LookAtConfiguration,
    private readonly clock: Clock,
  ) {}

  /** What the fleet manager says now. Once a pass: a change during the pass rings again. */
  async fleetLook({ claim, note }: Pass): Promise<FleetLook> {
    if (!claim.fleet) return { kind: 'not-connected' };
    if (claim.fleet.trouble) return { kind: 'out-of-reach', failure: new ConnectionInTrouble(claim.fleet.trouble, { isKnown: true }) };
    try {
      return { kind: 'seen', status: await this.fleet.look(claim.fleet, claim.key.deviceId, note) };
    } catch (error) {
      if (error instanceof Failure) return { kind: 'out-of-reach', failure: error };
      throw error;
    }
  }

  async of(pass: Pass, fleet: FleetLook): Promise<Sight> {
    const status = countingStatus({ told: pass.record.told, fleet });
    pass.record = { ...pass.record, fleetStatus: fleet.kind === 'seen' ? fleet.status : pass.record.fleetStatus };

    const { hub, foreign } = await this.#hub(pass, fleet, status);
    const seen = { told: pass.record.told, fleet, hub };
    const { look: configuration, held } = await this.#configuration(pass, seen);
    return { world: { ...seen, configuration, rotateTo: pass.record.rotateTo, delivery: this.#delivery(pass.record) }, foreign, held };
  }

  async #hub(pass: Pass, fleet: FleetLook, status: World['told']['status']): Promise<{ hub: HubLook; foreign: HubIdentity | null }> {
    const connection = pass.claim.hub;
    if (!connection) return { hub: { kind: 'not-connected' }, foreign: null };
    if (connection.paused) return { hub: { kind: 'paused' }, foreign: null };
    if (connection.trouble) return { hub: { kind: 'in-trouble', failure: new ConnectionInTrouble(connection.trouble, { isKnown: true }) }, foreign: null };
    // Without the fleet's word only a device that has to be shut out is worth a look.
    if (fleet.kind === 'out-of-reach' && wantedOf({ told: pass.record.told, fleet }) !== 'disabled-if-present') {
      return { hub: { kind: 'unseen' }, foreign: null };
    }
    const { record, foreign } = await this.lookAtHub.run(pass, connection, status);
    pass.record = record;
    return { hub: foreign ? { kind: 'present', status: foreign.status, key: { kind: 'foreign' } } : hubLookOf(record), foreign };
  }

  async #configuration(pass: Pass, seen: Pick<World, 'told' | 'fleet' | 'hub'>): Promise<ConfigurationSight> {
    const { record, claim } = pass;
    const nothing = (kind: Exclude<ConfigurationLook['kind'], 'seen'>): ConfigurationSight => ({ look: { kind }, held: null });
    if (!claim.fleet) return nothing('not-connected');
    if (wantedOf(seen) !== 'enabled' || !claim.hub || record.hub.kind !== 'present' || record.hub.status !== 'enabled') return nothing('not-needed');
    if (seen.hub.kind !== 'present' || seen.hub.key.kind === 'foreign') return nothing('not-needed');
    if (certainDelivery(record).confirmed === keyToHold(record.hub)) return nothing('not-needed');
    return this.lookAtConfiguration.run(pass, claim.hub.hostName, record.hub, claim.fleet);
  }

  #delivery(record: DeviceRecord): World['delivery'] {
    const { delivered, confirmed, deliveredAt } = certainDelivery(record);
    return { delivered, confirmed, deliveredAgoMs: deliveredAt ? Math.max(0, this.clock.now().getTime() - deliveredAt.getTime()) : 0 };
  }
}

const hubLookOf = ({ hub }: DeviceRecord): HubLook =>
  hub.kind === 'present'
    ? {
        kind: 'present',
        status: hub.status,
        key: { kind: 'numbered', number: hub.keyNumber, next: hub.nextKey, deliverable: hub.keys === 'derived' || hub.keys.adopted !== null },
      }
    : hub;
