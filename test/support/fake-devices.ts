import {
  NOTHING_DELIVERED,
  Devices,
  LeaseLost,
  shutsOut,
  type Claim,
  type Clock,
  type DeviceKey,
  type DeviceRecord,
  type FleetConnection,
  type HubConnection,
  type Intent,
  type Outcome,
  type Settlement,
  type StoryLine,
  type Told,
  type WhichDue,
} from '#core';

interface Row {
  record: DeviceRecord;
  /** Counts what came in for the device: events and wakes. */
  generation: bigint;
  /** The generation that the last settled pass had seen. */
  settled: bigint;
  /** The last generation that asked for a fresh look at the hub. */
  wokenAt: bigint;
  fence: bigint;
  leaseUntil: number | null;
  wakeAt: number | null;
  /** One that failed is not tried again before then, unless something new is told of it. */
  retryAt: number | null;
  outcome: Outcome | null;
  story: StoryLine[];
}

/** Devices and leases in memory, on a clock that a test moves. What is not settled is not kept, as in a database. */
export class FakeDevices extends Devices {
  /** What every claim comes with. */
  hub: HubConnection | null = null;
  fleet: FleetConnection | null = null;
  readonly #rows = new Map<string, Row>();

  constructor(
    private readonly clock: Clock,
    private readonly leaseMs = 10_000,
  ) {
    super();
  }

  /** What an inbox does to a device, in one piece. */
  fold(key: DeviceKey, fold: (told: Told | null) => Told): void {
    const row = this.#rows.get(nameOf(key));
    const told = fold(row?.record.told ?? null);
    if (!row) {
      this.plant({ ...EMPTY, key, told });
      return;
    }
    row.record = { ...row.record, told, attempts: row.outcome?.kind === 'dead' ? 0 : row.record.attempts };
    row.generation += 1n;
    row.wakeAt = Math.min(row.wakeAt ?? Infinity, this.#now() + 5_000);
  }

  /** Puts a device there as a record says, with nobody at work on it. */
  plant(record: DeviceRecord): void {
    const wakeAt = this.#now() + 5_000;
    this.#rows.set(nameOf(record.key), { record, generation: 1n, settled: 0n, wokenAt: 0n, fence: 0n, leaseUntil: null, wakeAt, retryAt: null, outcome: null, story: [] });
  }

  has(key: DeviceKey): boolean {
    return this.#rows.has(nameOf(key));
  }

  /** What is kept of a device; for a test to look at. Throws for a device that nobody named. */
  rowOf(key: DeviceKey): Readonly<Row> {
    return this.#row(key);
  }

  #row(key: DeviceKey): Row {
    const row = this.#rows.get(nameOf(key));
    if (!row) throw new Error(`The fake devices have no ${key.deviceId}.`);
    return row;
  }

  override async claim(key: DeviceKey): Promise<Claim | 'leased' | 'rests' | 'unknown'> {
    const row = this.#rows.get(nameOf(key));
    if (!row) return 'unknown';
    if (row.leaseUntil !== null && row.leaseUntil >= this.#now()) return 'leased';
    if (row.settled === row.generation && (row.wakeAt === null || (row.retryAt ?? 0) > this.#now())) return 'rests';
    row.fence += 1n;
    this.#lease(row);
    const { fence, generation, record } = row;
    const waitLeftMs = row.retryAt === null ? null : row.retryAt - this.#now();
    return { key, fence, leaseMs: this.leaseMs, generation, record, waitLeftMs, hub: this.hub, fleet: this.fleet };
  }

  override async renew(claim: Claim): Promise<boolean> {
    const row = this.#row(claim.key);
    if (!holds(row, claim)) return false;
    this.#lease(row);
    return true;
  }

  override async began(claim: Claim, story: readonly StoryLine[], intent: Intent): Promise<void> {
    const row = this.#held(claim);
    row.record = { ...row.record, intent };
    row.story.push(...story);
  }

  override async settle(claim: Claim, { record, story, outcome }: Settlement): Promise<'settled' | 'newer-event'> {
    const row = this.#held(claim);
    const isNewer = row.generation > claim.generation;
    // The inbox owns what was told; a wake during the pass asks for a look that the pass may not have made.
    const lookFirst = record.lookFirst || row.wokenAt > claim.generation;
    row.record = { ...record, told: row.record.told, rotateTo: row.record.rotateTo, lookFirst, reason: outcome.reason };
    row.story.push(...story);
    row.outcome = outcome;
    row.settled = claim.generation;
    row.leaseUntil = null;
    row.wakeAt = isNewer ? this.#now() : wakeAfter(outcome, this.#now());
    row.retryAt = outcome.kind === 'wait' && outcome.backsOff ? this.#now() + outcome.afterMs : null;
    return isNewer ? 'newer-event' : 'settled';
  }

  override async release(claim: Claim): Promise<void> {
    const row = this.#row(claim.key);
    if (!holds(row, claim)) return;
    row.leaseUntil = null;
    row.wakeAt = this.#now() + 5_000;
  }

  override async wake(key: DeviceKey): Promise<boolean> {
    const row = this.#rows.get(nameOf(key));
    if (!row) return false;
    row.generation += 1n;
    row.wokenAt = row.generation;
    row.wakeAt = this.#now();
    row.retryAt = null;
    row.record = { ...row.record, notBefore: null, attempts: 0, lookFirst: true };
    return true;
  }

  /** An operator wants the device to have another key. */
  rotate(key: DeviceKey): void {
    const row = this.#row(key);
    row.record = { ...row.record, rotateTo: row.record.lastKeyNumber + 1 };
    row.generation += 1n;
    row.wakeAt = this.#now();
  }

  override async takeDue(limit: number, againMs: number, { which = 'all', except = [] }: WhichDue = {}): Promise<DeviceKey[]> {
    const due = [...this.#rows.values()]
      .filter(({ wakeAt, record }) => wakeAt !== null && wakeAt <= this.#now() && (which === 'all' || shutsOut(record.told.status)) && !except.includes(record.key.tenantId))
      .sort((one, other) => one.wakeAt! - other.wakeAt!)
      .slice(0, limit);
    for (const row of due) row.wakeAt = this.#now() + againMs;
    return due.map(({ record }) => record.key);
  }

  #lease(row: Row): void {
    row.leaseUntil = this.#now() + this.leaseMs;
    row.wakeAt = row.leaseUntil + 1_000;
  }

  #held(claim: Claim): Row {
    const row = this.#row(claim.key);
    if (!holds(row, claim)) throw new LeaseLost(`Another worker took over the device ${claim.key.deviceId}.`);
    return row;
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}

const EMPTY: Omit<DeviceRecord, 'key' | 'told'> = {
  fleetStatus: null,
  hub: { kind: 'unseen' },
  lookFirst: false,
  lastKeyNumber: 0,
  rotateTo: null,
  delivery: NOTHING_DELIVERED,
  intent: null,
  attempts: 0,
  notBefore: null,
  reason: null,
};

function wakeAfter(outcome: Outcome, now: number): number | null {
  switch (outcome.kind) {
    case 'changed':
      return now;
    case 'wait':
      return now + outcome.afterMs;
    default:
      return null;
  }
}

/** A lease that ran out is still held until another pass takes it; one that was given back is not. */
const holds = (row: Row, { fence }: Claim): boolean => row.fence === fence && row.leaseUntil !== null;

const nameOf = ({ tenantId, deviceId }: DeviceKey): string => JSON.stringify([tenantId, deviceId]);
