import { createHash } from 'node:crypto';
import { FleetStatus, Inbox, type Accepted, type DeadLetter, type DeviceEvent, type Origin, type Told } from '#core';
import type { Database } from './database.js';
import { ACCEPT, BURY, READ_TOLD } from './inbox-statements.js';
import { storableText } from './storable-text.js';

interface ToldRow {
  told_status: string | null;
  told_at: Date;
  told_revision: string | null;
  told_event_id: string;
  generation: string;
  repeated: boolean;
}

/** Every lost race means that another event of the same device was stored, so this many races need as many senders at once. */
const MAX_RACES = 100;

export class PostgresInbox extends Inbox {
  constructor(private readonly database: Database) {
    super();
  }

  override async accept(origin: Origin, event: DeviceEvent, raw: Uint8Array, fold: (told: Told | null) => Told): Promise<Accepted> {
    const key = { tenantId: origin.tenantId, deviceId: event.deviceId };
    const names = [origin.tenantId, event.deviceId, origin.sourceId, event.id];

    for (let race = 0; race < MAX_RACES; race++) {
      const [row] = await this.database.run<ToldRow>(READ_TOLD, names);
      if (row!.repeated) return { kind: 'repeated', key };

      const told = fold(toldOf(row!));
      if (await this.#store([...names, ...acceptValues(event, raw, told, row!.generation)])) return { kind: 'accepted', key };
    }
    throw new Error(`The event ${event.id} of device ${event.deviceId} lost ${MAX_RACES} races against other events of the same device.`);
  }

  /** False when another event came in between: of the same device, or the same event. */
  async #store(values: unknown[]): Promise<boolean> {
    try {
      const stored = await this.database.run(ACCEPT, values);
      return stored.length > 0;
    } catch (error) {
      if (isAlreadyThere(error)) return false;
      throw error;
    }
  }

  override async bury(letter: DeadLetter): Promise<void> {
    const digest = createHash('sha256').update(letter.reason).update('\0').update(letter.raw).digest();
    const { origin, deviceId, reason, detail, raw } = letter;
    const texts = [deviceId && storableText(deviceId), reason, storableText(detail)];
    await this.database.run(BURY, [origin.tenantId, origin.sourceId, ...texts, Buffer.from(raw), digest]);
  }
}

const toldOf = (row: ToldRow): Told | null =>
  row.told_status === null
    ? null
    : {
        status: FleetStatus.parse(row.told_status),
        occurredAt: row.told_at,
        revision: row.told_revision === null ? null : Number(row.told_revision),
        eventId: row.told_event_id,
      };

const acceptValues = (event: DeviceEvent, raw: Uint8Array, told: Told, generation: string): unknown[] => [
  event.type,
  told.status,
  told.occurredAt,
  told.revision,
  told.eventId,
  generation,
  event.status,
  event.occurredAt,
  event.revision,
  Buffer.from(raw),
  `${event.type} says ${event.status}`,
];

/** SQLSTATE of a unique key that is taken. Source: PostgreSQL, "Error Codes", appendix A. */
const UNIQUE_VIOLATION = '23505';

const isAlreadyThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
