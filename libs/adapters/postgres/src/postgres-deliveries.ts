import { Deliveries, type DeviceKey, type DeviceKeyring, type Secret, type SweepRun } from '#core';
import type { Database } from './database.js';
import { DELIVERIES_DUE, DELIVERIES_SEEN, DELIVER_AGAIN, HELD_KEYS } from './delivery-statements.js';
import { adoptedKeyPlace } from './device-row.js';
import type { Sealing } from './sealing.js';

interface HeldKeyRow {
  deviceId: string;
  number: number;
  isAdopted: boolean;
  adoptedKey: Buffer | null;
}

export class PostgresDeliveries extends Deliveries {
  constructor(
    private readonly database: Database,
    private readonly sealing: Sealing,
    private readonly keyring: DeviceKeyring,
  ) {
    super();
  }

  override async due({ id, tenantId }: SweepRun, { everyMs, intervalMs }: { everyMs: number; intervalMs: number }): Promise<string[]> {
    return (await this.database.run<{ deviceId: string }>(DELIVERIES_DUE, [tenantId, everyMs, intervalMs, id])).map(({ deviceId }) => deviceId);
  }

  override async keysOf(tenantId: string, deviceIds: readonly string[]): Promise<Map<string, Secret>> {
    const rows = await this.database.run<HeldKeyRow>(HELD_KEYS, [tenantId, deviceIds]);
    return new Map(await Promise.all(rows.map(async (row): Promise<[string, Secret]> => [row.deviceId, await this.#keyOf({ tenantId, deviceId: row.deviceId }, row)])));
  }

  override async seen(tenantId: string, deviceIds: readonly string[]): Promise<void> {
    await this.database.run(DELIVERIES_SEEN, [tenantId, deviceIds]);
  }

  override async again({ tenantId, deviceId }: DeviceKey): Promise<boolean> {
    return (await this.database.run(DELIVER_AGAIN, [tenantId, deviceId])).length > 0;
  }

  async #keyOf(key: DeviceKey, { number, isAdopted, adoptedKey }: HeldKeyRow): Promise<Secret> {
    if (isAdopted && adoptedKey) return this.sealing.open(adoptedKey, adoptedKeyPlace(key));
    return (await this.keyring.keysOf(key, number)).primary;
  }
}
