import { createHash } from 'node:crypto';
import { Inbox, type Accepted, type DeadLetter, type DeviceEvent, type DeviceKey, type Origin, type Told } from '#core';
import { Batches, currentTraceparent } from '#platform';
import { isAway, type Database } from './database.js';
import { accepted, foldBatch, type Arrival, type FoldedDevice, type ToldRow } from './fold-batch.js';
import { ACCEPT, BURY, READ_TOLD } from './inbox-statements.js';
import { storableText } from './storable-text.js';

/** Every lost race means that another event of the same device was stored, so this many races need as many senders at once. */
const MAX_RACES = 100;
/** A body of 1 MiB weighs as much as 26 ordinary events, so that no statement grows beyond a few MiB. */
const WEIGHED_BYTES = 40_000;
const BATCH = { most: 100, weigh: ({ raw }: Arrival): number => 1 + Math.floor(raw.byteLength / WEIGHED_BYTES), atOnce: 3, concernsAll: isAway };

/** Events that come in together are stored together: one look and one write for all of them. */
export class PostgresInbox extends Inbox {
  readonly #arrivals = new Batches<Arrival, Accepted>((arrivals) => this.#accept(arrivals), BATCH);

  constructor(private readonly database: Database) {
    super();
  }

  override async accept(origin: Origin, event: DeviceEvent, raw: Uint8Array, fold: (told: Told | null) => Told): Promise<Accepted> {
    return this.#arrivals.add({ key: { tenantId: origin.tenantId, deviceId: event.deviceId }, origin, event, raw, trace: currentTraceparent(), fold });
  }

  override async bury(letter: DeadLetter): Promise<void> {
    const { origin, deviceId, reason, detail, raw, eventId } = letter;
    const digest = createHash('sha256').update(eventId ?? '').update('\0').update(raw).digest();
    const texts = [deviceId && storableText(deviceId), reason, storableText(detail)];
    await this.database.run(BURY, [origin.tenantId, origin.sourceId, ...texts, Buffer.from(raw), eventId && storableText(eventId), digest]);
  }

  async #accept(arrivals: readonly Arrival[]): Promise<Accepted[]> {
    const answers = new Map<Arrival, Accepted>();
    let open = arrivals;
    for (let race = 0; open.length > 0; race++) {
      if (race === MAX_RACES) throw new Error(`The event ${open[0]!.event.id} of device ${open[0]!.key.deviceId} lost ${MAX_RACES} races against other events of the same device.`);
      for (const [arrival, answer] of await this.#acceptOnce(open)) answers.set(arrival, answer);
      open = open.filter((arrival) => !answers.has(arrival));
    }
    return arrivals.map((arrival) => answers.get(arrival)!);
  }

  /** Answers for the arrivals that are stored now. The devices of the others have moved on in between. */
  async #acceptOnce(arrivals: readonly Arrival[]): Promise<[Arrival, Accepted][]> {
    const rows = await this.database.run<ToldRow>(READ_TOLD, namesOf(arrivals));
    const { repeated, devices } = foldBatch(arrivals, rows);
    const stored = devices.length > 0 ? await this.#store(devices) : new Set<string>();
    const answered = devices.filter(({ key }) => stored.has(nameOf(key))).flatMap((device) => device.arrivals.map(({ arrival }) => arrival));
    return [
      ...repeated.map((arrival): [Arrival, Accepted] => [arrival, accepted('repeated', arrival)]),
      ...answered.map((arrival): [Arrival, Accepted] => [arrival, accepted('accepted', arrival)]),
    ];
  }

  async #store(devices: readonly FoldedDevice[]): Promise<ReadonlySet<string>> {
    const stored = await this.database.run<DeviceKey>(ACCEPT, [...deviceColumns(devices), ...eventColumns(devices), ...traceColumns(devices)]);
    return new Set(stored.map(nameOf));
  }
}

const nameOf = ({ tenantId, deviceId }: DeviceKey): string => `${tenantId}/${deviceId}`;

/** Turns rows into columns, as `unnest` takes them. */
const columns = <Row>(rows: readonly Row[], ...of: ((row: Row) => unknown)[]): unknown[][] => of.map((value) => rows.map(value));

const namesOf = (arrivals: readonly Arrival[]): unknown[][] =>
  columns(arrivals, ({ key }) => key.tenantId, ({ key }) => key.deviceId, ({ origin }) => origin.sourceId, ({ event }) => event.id);

const deviceColumns = (devices: readonly FoldedDevice[]): unknown[][] =>
  columns(
    devices,
    ({ key }) => key.tenantId,
    ({ key }) => key.deviceId,
    ({ told }) => told.status,
    ({ told }) => told.occurredAt,
    ({ told }) => told.revision,
    ({ told }) => told.eventId,
    ({ readGeneration }) => readGeneration,
    ({ readGeneration, arrivals }) => readGeneration + BigInt(arrivals.length),
    ({ cameBack }) => cameBack,
  );

/** Of each device that of its newest event, and of each event its own. */
const traceColumns = (devices: readonly FoldedDevice[]): unknown[][] => [
  devices.map(({ arrivals }) => arrivals.at(-1)?.arrival.trace ?? null),
  devices.flatMap(({ arrivals }) => arrivals.map(({ arrival }) => arrival.trace)),
];

const eventColumns = (devices: readonly FoldedDevice[]): unknown[][] =>
  columns(
    devices.flatMap(({ arrivals }) => arrivals),
    ({ arrival }) => arrival.key.tenantId,
    ({ arrival }) => arrival.key.deviceId,
    ({ arrival }) => arrival.origin.sourceId,
    ({ arrival }) => arrival.event.id,
    ({ arrival }) => arrival.event.type,
    ({ arrival }) => arrival.event.status,
    ({ arrival }) => arrival.event.occurredAt,
    ({ arrival }) => arrival.event.revision,
    ({ arrival }) => Buffer.from(arrival.raw),
    ({ generation }) => generation,
  );
