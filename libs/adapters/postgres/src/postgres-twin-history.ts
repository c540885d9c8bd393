import { TwinHistory, pathOf, writeJson, type Change, type EditEnd, type NewTwinEdit, type TwinAddress, type TwinEdit } from '#core';
import type { Database } from './database.js';
import { storableText } from './storable-text.js';
import { BEGIN_EDIT, EDITS_IN_DOUBT, SETTLE_EDIT } from './twin-statements.js';
import { editOf } from './twin-edit-row.js';

export class PostgresTwinHistory extends TwinHistory {
  constructor(private readonly database: Database) {
    super();
  }

  override async begin({ address, kind, undoes, by, changes, etagBefore, versionBefore }: NewTwinEdit): Promise<bigint> {
    const values = [...placeOf(address), kind, undoes, storableText(by), partsIn(changes), writeJson(changes.map(written)), etagBefore, versionBefore];
    const [row] = await this.database.run<{ id: string }>(BEGIN_EDIT, values);
    return BigInt(row!.id);
  }

  override async settle(id: bigint, { state, etagAfter, changes }: EditEnd): Promise<boolean> {
    const seen = changes ? [partsIn(changes), writeJson(changes.map(written))] : [null, null];
    const settled = await this.database.run(SETTLE_EDIT, [id, state, etagAfter, ...seen]);
    return settled.length > 0;
  }

  override async find(address: TwinAddress, id: bigint): Promise<TwinEdit | null> {
    const [edit] = await this.#read(address, { id }, { limit: 1, order: 'asc' });
    return edit ?? null;
  }

  override async list(address: TwinAddress, { before, limit }: { before: bigint | null; limit: number }): Promise<TwinEdit[]> {
    return this.#read(address, before === null ? {} : { id: { lt: before } }, { limit, order: 'desc' });
  }

  override async inDoubt(address: TwinAddress, begunBefore: Date): Promise<TwinEdit[]> {
    const rows = await this.database.run<{ id: string }>(EDITS_IN_DOUBT, [...placeOf(address), begunBefore]);
    if (rows.length === 0) return [];
    return this.#read(address, { id: { in: rows.map(({ id }) => BigInt(id)) } }, { limit: rows.length, order: 'asc' });
  }

  async #read(address: TwinAddress, id: object, { limit, order }: { limit: number; order: 'asc' | 'desc' }): Promise<TwinEdit[]> {
    const [tenantId, deviceId, moduleId] = placeOf(address);
    const rows = await this.database.with((prisma) => prisma.twinEdit.findMany({ where: { tenantId, deviceId, moduleId, ...id }, orderBy: { id: order }, take: limit }));
    return rows.map(editOf);
  }
}

const placeOf = ({ key, moduleId }: TwinAddress): [tenantId: string, deviceId: string, moduleId: string] => [key.tenantId, key.deviceId, moduleId ?? ''];

const partsIn = (changes: readonly Change[]): string[] => [...new Set(changes.map(({ at }) => pathOf(at)[0] ?? ''))];

const written = ({ at, before, after }: Change) => ({ at, before, after });
