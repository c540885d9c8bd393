import { StoreIsAway, TwinHistory, type EditEnd, type NewTwinEdit, type TwinAddress, type TwinEdit } from '#core';

const nameIn = ({ key, moduleId }: TwinAddress): string => JSON.stringify([key.tenantId, key.deviceId, moduleId]);

/** A history in memory that keeps the duties of the port. */
export class FakeTwinHistory extends TwinHistory {
  readonly edits: TwinEdit[] = [];
  /** While true, nothing can be stored or read. */
  away = false;

  constructor(private readonly now: () => Date) {
    super();
  }

  async begin(edit: NewTwinEdit): Promise<bigint> {
    this.#enter();
    const id = BigInt(this.edits.length + 1);
    this.edits.push({ ...edit, id, at: this.now(), state: 'begun', etagAfter: null });
    return id;
  }

  async settle(id: bigint, { state, etagAfter, changes }: EditEnd): Promise<boolean> {
    this.#enter();
    const edit = this.edits.find((one) => one.id === id);
    if (!edit || !['begun', 'unknown'].includes(edit.state)) return false;
    Object.assign(edit, { state, etagAfter, ...(changes && { changes }) });
    return true;
  }

  async find(address: TwinAddress, id: bigint): Promise<TwinEdit | null> {
    this.#enter();
    return this.#of(address).find((edit) => edit.id === id) ?? null;
  }

  async list(address: TwinAddress, { before, limit }: { before: bigint | null; limit: number }): Promise<TwinEdit[]> {
    this.#enter();
    return this.#of(address).filter(({ id }) => before === null || id < before).reverse().slice(0, limit);
  }

  async inDoubt(address: TwinAddress, begunBefore: Date): Promise<TwinEdit[]> {
    this.#enter();
    return this.#of(address).filter(({ state, at }) => state === 'unknown' || (state === 'begun' && at < begunBefore)).slice(0, 20);
  }

  #of(address: TwinAddress): TwinEdit[] {
    return this.edits.filter((edit) => nameIn(edit.address) === nameIn(address));
  }

  #enter(): void {
    if (this.away) throw new StoreIsAway('The history is away.');
  }
}
