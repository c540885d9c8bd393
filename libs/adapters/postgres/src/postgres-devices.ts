import { Devices, LeaseLost, type Claim, type DeviceKey, type Intent, type Outcome, type Settlement, type StoryLine } from '#core';
import { openFleetConnection, openHubConnection, type FleetRow, type IntegrationRow } from './connection-rows.js';
import type { Database } from './database.js';
import { hubColumns, recordOf, type DeviceRow } from './device-row.js';
import { BEGAN, CLAIM, RELEASE, RENEW, SETTLE, TAKE_DUE, WAKE, WHY_NOT } from './device-statements.js';
import type { Sealing } from './sealing.js';
import { storableText } from './storable-text.js';

type ClaimRow = DeviceRow & {
  hub: (Omit<IntegrationRow, 'sealedSecret'> & { sealedSecret: string | null }) | null;
  fleet: (Omit<FleetRow, 'sealedToken'> & { sealedToken: string }) | null;
};

export class PostgresDevices extends Devices {
  /** `leaseMs`: after a worker's death, the longest that its devices stand still. */
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly leaseMs: number,
  ) {
    super();
  }

  override async claim(key: DeviceKey): Promise<Claim | 'leased' | 'rests' | 'unknown'> {
    const names = [key.tenantId, key.deviceId];
    const [row] = await this.database.run<ClaimRow>(CLAIM, [...names, this.leaseMs]);
    if (row) return this.#open(row);
    const [known] = await this.database.run<{ rests: boolean }>(WHY_NOT, names);
    return !known ? 'unknown' : known.rests ? 'rests' : 'leased';
  }

  override async renew(claim: Claim): Promise<boolean> {
    const renewed = await this.database.run(RENEW, [...holder(claim), claim.leaseMs]);
    return renewed.length > 0;
  }

  override async began(claim: Claim, line: StoryLine, intent: Intent): Promise<void> {
    const { kind, step, reason, detail } = storableLine(line);
    const values = [...holder(claim), JSON.stringify(intent), kind, step, reason, detail];
    const written = await this.database.run(BEGAN, values);
    if (written.length === 0) throw leaseLost(claim.key);
  }

  override async settle(claim: Claim, { record, story, outcome }: Settlement): Promise<'settled' | 'newer-event'> {
    const [saved] = await this.database.run<{ generation: string }>(SETTLE, [
      ...holder(claim),
      claim.generation,
      record.fleetStatus,
      ...hubColumns(record.hub, record.key, this.sealing),
      record.lastKeyNumber,
      record.delivery.delivered,
      record.delivery.confirmed,
      record.intent && JSON.stringify(record.intent),
      record.attempts,
      record.notBefore,
      ...outcomeColumns(outcome, record.attempts),
      JSON.stringify(story.map(storableLine)),
      record.lookFirst,
      record.delivery.deliveredAt,
    ]);
    if (!saved) throw leaseLost(claim.key);
    return BigInt(saved.generation) > claim.generation ? 'newer-event' : 'settled';
  }

  override async release(claim: Claim): Promise<void> {
    await this.database.run(RELEASE, holder(claim));
  }

  override async wake(key: DeviceKey): Promise<boolean> {
    const woken = await this.database.run(WAKE, [key.tenantId, key.deviceId]);
    return woken.length > 0;
  }

  override async takeDue(limit: number, againMs: number): Promise<DeviceKey[]> {
    return this.database.run<DeviceKey>(TAKE_DUE, [limit, againMs]);
  }

  /** A secret that does not open leaves nobody to give the lease back, so it is given back here. */
  async #open(row: ClaimRow): Promise<Claim> {
    const held = { key: { tenantId: row.tenant_id, deviceId: row.device_id }, fence: BigInt(row.fence) };
    try {
      return this.#claimOf(row, held);
    } catch (error) {
      await this.database.run(RELEASE, holder(held));
      throw error;
    }
  }

  #claimOf(row: ClaimRow, held: Held): Claim {
    const { hub, fleet } = row;
    return {
      ...held,
      leaseMs: this.leaseMs,
      generation: BigInt(row.generation),
      record: recordOf(row, this.sealing),
      hub: hub && openHubConnection({ ...hub, sealedSecret: hub.sealedSecret === null ? null : Buffer.from(hub.sealedSecret, 'base64') }, this.sealing),
      fleet: fleet && openFleetConnection({ ...fleet, sealedToken: Buffer.from(fleet.sealedToken, 'base64') }, this.sealing),
    };
  }
}

type Held = Pick<Claim, 'key' | 'fence'>;

const holder = ({ key, fence }: Held): unknown[] => [key.tenantId, key.deviceId, fence];

const leaseLost = ({ deviceId }: DeviceKey): LeaseLost =>
  new LeaseLost(`Another worker took over the device ${deviceId} while this pass was at work; nothing of it is saved.`);

const storableLine = (line: StoryLine): StoryLine => ({ ...line, detail: line.detail && storableText(line.detail) });

/** sync, reason, detail, and the time to the next wake-up in ms (null: none). */
function outcomeColumns(outcome: Outcome, attempts: number): unknown[] {
  switch (outcome.kind) {
    case 'in-sync':
      return ['in-sync', outcome.reason, null, null];
    case 'changed':
      return ['waiting', outcome.reason, null, 0];
    case 'wait':
      return [attempts > 0 ? 'failing' : 'waiting', outcome.reason, outcome.detail === undefined ? null : storableText(outcome.detail), outcome.afterMs];
    case 'dead':
      return ['dead', outcome.reason, storableText(outcome.detail), null];
  }
}
