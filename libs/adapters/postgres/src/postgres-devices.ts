import { Devices, KeyMissing, LeaseLost, type Claim, type DeviceKey, type DueDevice, type Intent, type Settlement, type StoryLine, type WhichDue } from '#core';
import { Batches, PROCESS_NAME, isTraced, linkTo } from '#platform';
import { openFleetConnection, openHubConnection, type FleetRow, type IntegrationRow } from './connection-rows.js';
import { isAway, type Database, type Statement } from './database.js';
import { recordOf, type DeviceRow } from './device-row.js';
import { BEGAN, CLAIM, OPEN_TRACES, RELEASE, RELEASE_FOR, RENEW, SETTLE, TAKE_DUE, TAKE_DUE_SHUT_OUT, WAKE, WHY_NOT } from './device-statements.js';
import { beganRow, settledRow, type Held } from './pass-rows.js';
import type { Sealing } from './sealing.js';
import { storableText } from './storable-text.js';

/** A row that a statement changed, under the fence that allowed it. */
type Changed = DeviceKey & { fence: string };
type Saved = Changed & { generation: string };

type ClaimRow = DeviceRow & {
  wait_left_ms: number | null;
  hub: (Omit<IntegrationRow, 'sealedSecret'> & { sealedSecret: string | null }) | null;
  fleet: (Omit<FleetRow, 'sealedToken'> & { sealedToken: string }) | null;
};

type NoClaim = 'leased' | 'rests' | 'unknown';

const BATCH = { most: 50, atOnce: 2, concernsAll: isAway };

/** What passes write at the same moment goes together. */
export class PostgresDevices extends Devices {
  readonly #claims = new Batches<DeviceKey, Claim | NoClaim>((keys) => this.#claimAll(keys), BATCH);
  readonly #begun = new Batches<ReturnType<typeof beganRow>, Changed | null>((rows) => this.#changeAll<Changed>(BEGAN, rows), BATCH);
  readonly #settled = new Batches<ReturnType<typeof settledRow>, Saved | null>((rows) => this.#changeAll<Saved>(SETTLE, rows), BATCH);

  /** `leaseMs`: after a worker's death, the longest that its devices stand still. */
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly leaseMs: number,
  ) {
    super();
  }

  override async claim(key: DeviceKey): Promise<Claim | NoClaim> {
    const claim = await this.#claims.add(key);
    if (typeof claim !== 'string' && isTraced()) linkTo(await this.#tracesOf(claim.key));
    return claim;
  }

  override async renew(claim: Claim): Promise<boolean> {
    const renewed = await this.database.run(RENEW, [...holder(claim), claim.leaseMs]);
    return renewed.length > 0;
  }

  override async began(claim: Claim, story: readonly StoryLine[], intent: Intent): Promise<void> {
    if (!(await this.#begun.add(beganRow(claim, story, intent)))) throw leaseLost(claim.key);
  }

  override async settle(claim: Claim, settlement: Settlement): Promise<'settled' | 'newer-event'> {
    const saved = await this.#settled.add(settledRow(claim, settlement, this.sealing));
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

  override async takeDue(limit: number, againMs: number, { which = 'all', except = [] }: WhichDue = {}): Promise<DueDevice[]> {
    const due = await this.database.run<DeviceKey & { trace: string | null }>(which === 'all' ? TAKE_DUE : TAKE_DUE_SHUT_OUT, [limit, againMs, except]);
    return due.map(({ trace, ...key }) => (trace === null ? key : { ...key, trace }));
  }

  /** A pass stands for all events that no other has settled. What cannot be read is missing in a trace, and nowhere else. */
  async #tracesOf({ tenantId, deviceId }: DeviceKey): Promise<string[]> {
    const rows = await this.database.run<{ trace: string }>(OPEN_TRACES, [tenantId, deviceId]).catch(() => []);
    return rows.map(({ trace }) => trace);
  }

  /** A device that is asked for twice in one batch is given to the first. */
  async #claimAll(keys: readonly DeviceKey[]): Promise<(Claim | NoClaim | Error)[]> {
    const names = columnsOf(keys);
    const rows = byName(await this.database.run<ClaimRow & DeviceKey>(CLAIM, [...names, this.leaseMs, PROCESS_NAME]), (row) => ({ tenantId: row.tenant_id, deviceId: row.device_id }));
    const refused = rows.size < keys.length ? byName(await this.database.run<DeviceKey & { rests: boolean }>(WHY_NOT, names), (row) => row) : new Map();
    return Promise.all(
      keys.map((key) => {
        const row = rows.get(nameOf(key));
        rows.delete(nameOf(key));
        if (row) return this.#open(row).catch(asError);
        const known = refused.get(nameOf(key));
        return !known ? 'unknown' : known.rests ? 'rests' : 'leased';
      }),
    );
  }

  /** Runs a statement that takes a list of rows and answers with those that it changed. */
  async #changeAll<Row extends Changed>(statement: Statement, rows: readonly { tenant_id: string; device_id: string; fence: string }[]): Promise<(Row | null)[]> {
    const changed = await this.database.run<Row>(statement, [JSON.stringify(rows)]);
    const byHolder = new Map(changed.map((row) => [`${nameOf(row)} ${row.fence}`, row]));
    return rows.map(({ tenant_id: tenantId, device_id: deviceId, fence }) => byHolder.get(`${nameOf({ tenantId, deviceId })} ${fence}`) ?? null);
  }

  /** A secret that does not open leaves nobody to give the lease back, so it is given back here. */
  async #open(row: ClaimRow): Promise<Claim> {
    const held = { key: { tenantId: row.tenant_id, deviceId: row.device_id }, fence: BigInt(row.fence) };
    try {
      return this.#claimOf(row, held);
    } catch (error) {
      await this.#giveBack(held, error);
      throw error;
    }
  }

  async #giveBack(held: Held, error: unknown): Promise<void> {
    if (!(error instanceof KeyMissing)) return void (await this.database.run(RELEASE, holder(held)));
    await this.database.run(RELEASE_FOR, [...holder(held), error.code, storableText(error.message), error.retry.ms]);
  }

  #claimOf(row: ClaimRow, held: Held): Claim {
    const { hub, fleet } = row;
    return {
      ...held,
      leaseMs: this.leaseMs,
      generation: BigInt(row.generation),
      record: recordOf(row, this.sealing),
      waitLeftMs: row.wait_left_ms,
      hub: hub && openHubConnection({ ...hub, sealedSecret: hub.sealedSecret === null ? null : Buffer.from(hub.sealedSecret, 'base64') }, this.sealing),
      fleet: fleet && openFleetConnection({ ...fleet, sealedToken: Buffer.from(fleet.sealedToken, 'base64') }, this.sealing),
    };
  }
}

const holder = ({ key, fence }: Held): unknown[] => [key.tenantId, key.deviceId, fence];

const nameOf = ({ tenantId, deviceId }: DeviceKey): string => `${tenantId}/${deviceId}`;

const columnsOf = (keys: readonly DeviceKey[]): unknown[][] => [keys.map(({ tenantId }) => tenantId), keys.map(({ deviceId }) => deviceId)];

const byName = <Row>(rows: readonly Row[], keyOf: (row: Row) => DeviceKey): Map<string, Row> => new Map(rows.map((row) => [nameOf(keyOf(row)), row]));

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const leaseLost = ({ deviceId }: DeviceKey): LeaseLost =>
  new LeaseLost(`Another worker took over the device ${deviceId} while this pass was at work; nothing of it is saved.`);
