import { Refusal } from '../refusal.js';
import type { MovePlan } from './connections.js';

/** Devices are in the hub that is to be disconnected. */
export class IntegrationInUse extends Refusal {
  readonly code = 'integration-in-use';
  override readonly facts: { devices: number };

  constructor(hostName: string, devices: number) {
    super(
      `${devices === 1 ? '1 device is' : `${devices} devices are`} kept in the hub ${hostName}. Decommission them first, or add ?detach=true to leave the hub as it is.`,
    );
    this.facts = { devices };
  }
}

/** The new credentials are of another hub, so every device would move. */
export class HubWouldChange extends Refusal {
  readonly code = 'hub-would-change';
  override readonly facts: { plan: MovePlan };

  constructor(plan: MovePlan) {
    super(
      `These credentials are of ${plan.to}, not of ${plan.from}: ${plan.toProvision} accepted devices would be provisioned there with new keys, ` +
        `and ${plan.leftBehind} identities would stay behind as they are. Add ?confirm=true to do it.`,
    );
    this.facts = { plan };
  }
}

/** Somebody else changed the integration since the caller read it. */
export class IntegrationStale extends Refusal {
  readonly code = 'integration-stale';
  override readonly facts: { currentVersion: number };

  constructor(currentVersion: number) {
    super(`The integration was changed since you read it: it is at version ${currentVersion}. Read it again and repeat your change.`);
    this.facts = { currentVersion };
  }
}

/** Somebody else changed the fleet connection since the caller read it, or made one. */
export class FleetStale extends Refusal {
  readonly code = 'fleet-stale';
  override readonly facts: { currentVersion: number | null };

  /** Null: there is none any more. */
  constructor(currentVersion: number | null) {
    super(`The connection to the fleet manager was changed since you read it: ${currentVersion === null ? 'it is gone' : `it is at version ${currentVersion}`}. Read it again and repeat your change.`);
    this.facts = { currentVersion };
  }
}

/** A masked secret was sent back. */
export class MaskedSecret extends Refusal {
  readonly code = 'masked-secret';
}

/** The address belongs to the machine's own surroundings, which may hand out credentials to whoever asks from here. */
export class AddressNotAllowed extends Refusal {
  readonly code = 'address-not-allowed';
}

/** There is nothing to rotate. */
export class DeviceWithoutKey extends Refusal {
  readonly code = 'device-without-key';

  constructor(deviceId: string) {
    super(`The device ${deviceId} has no key: it is not in the hub, or it signs in with a certificate.`);
  }
}
