import type { Lane } from '#core';
import type { HubReply, HubRequest } from '../hub-client.js';
import { readBulkResults, type WriteResult } from '../read-bulk-results.js';
import type { HubLine } from './hub-line.js';
import { LaneQueue } from './lane-queue.js';

/** What a hub counts a bulk call as: as many operations as it holds devices, or as one. The documentation says the former. */
export type BulkCost = 'per-device' | 'per-call';

/** A write of one device, as part of a bulk and, where the hub then tells more, as a call of its own. */
export interface DeviceWrite {
  deviceId: string;
  /** The entry of the bulk, `importMode` included. */
  entry: Readonly<Record<string, unknown>>;
  alone: { request: HubRequest; read: (reply: HubReply) => WriteResult } | null;
}

interface Waiting {
  write: DeviceWrite;
  lane: Lane;
  done: (result: WriteResult) => void;
  fail: (error: unknown) => void;
}

/** Source: Azure IoT Hub service REST, "Bulk Registry": 1 to 100 devices, each at most once, operations mixed. */
const MOST_IN_BULK = 100;
/** A whole bulk is refused so for what may be the fault of one of its devices. */
const FAULT_OF_ONE: readonly number[] = [400, 413];

/**
 * Writes of a registry, in bulk calls. Nothing waits for company: whatever the governor lets go in the same moment goes
 * together, so bulks grow with the backlog and a single write goes at once. What becomes of one device says nothing of another.
 */
export class BulkWriter {
  /** Where a bulk costs one operation, whatever it holds, the writes wait here and not for the governor. */
  readonly #uncounted = new LaneQueue<Waiting>();
  #ready: Waiting[] = [];
  #counting = false;

  constructor(
    private readonly line: HubLine,
    private readonly cost: BulkCost,
  ) {}

  /** Throws as the governor's `enter` does, and where nothing was sent. */
  write(write: DeviceWrite, lane: Lane): Promise<WriteResult> {
    return new Promise((done, fail) => {
      const waiting = { write, lane, done, fail };
      if (this.cost === 'per-device') {
        this.line.enter(lane).then(() => this.#add(waiting), fail);
        return;
      }
      this.#uncounted.push(lane, waiting);
      if (!this.#counting) void this.#sendByCall();
    });
  }

  #add(waiting: Waiting): void {
    this.#ready.push(waiting);
    if (this.#ready.length > 1) return;
    setImmediate(() => {
      const ready = this.#ready;
      this.#ready = [];
      for (const bulk of bulksOf(ready)) void this.#send(bulk);
    });
  }

  async #sendByCall(): Promise<void> {
    this.#counting = true;
    try {
      for (let lane = this.#uncounted.nextLane(); lane; lane = this.#uncounted.nextLane()) {
        await this.line.enter(lane);
        const taken: Waiting[] = [];
        for (let next = this.#uncounted.next(); next; next = taken.length < MOST_IN_BULK ? this.#uncounted.next() : undefined) taken.push(next);
        for (const bulk of bulksOf(taken)) void this.#send(bulk);
      }
    } catch (error) {
      for (const { fail } of this.#uncounted.takeAll()) fail(error);
    } finally {
      this.#counting = false;
    }
  }

  async #send(bulk: readonly Waiting[]): Promise<void> {
    try {
      const [only] = bulk;
      if (bulk.length === 1 && only?.write.alone) {
        const reply = await this.line.sendEntered(only.write.alone.request);
        only.done(withCall(only.write.alone.read(reply), reply));
        return;
      }
      await this.#sendTogether(bulk);
    } catch (error) {
      for (const { fail } of bulk) fail(error);
    }
  }

  async #sendTogether(bulk: readonly Waiting[]): Promise<void> {
    const reply = await this.line.sendEntered({ category: 'registry', method: 'POST', path: '/devices', body: bulk.map(({ write }) => write.entry) });
    const results = readBulkResults(reply, bulk.map(({ write }) => write.deviceId));
    if (results) {
      bulk.forEach(({ done }, place) => done(withCall(results[place]!, reply)));
      return;
    }
    if (bulk.length > 1 && reply.kind === 'refused' && FAULT_OF_ONE.includes(reply.status)) {
      await Promise.all(bulk.map((one) => this.#sendApart(one)));
      return;
    }
    for (const { done } of bulk) done(reply.kind === 'ok' ? { kind: 'unreadable', status: reply.status, message: 'no bulk result' } : reply);
  }

  async #sendApart(one: Waiting): Promise<void> {
    try {
      await this.line.enter(one.lane);
    } catch (error) {
      return one.fail(error);
    }
    await this.#send([one]);
  }
}

const withCall = (result: WriteResult, { call }: HubReply): WriteResult => (call ? { ...result, call } : result);

/** As few bulks as hold every write, none of them naming a device twice. */
function bulksOf(ready: readonly Waiting[]): Waiting[][] {
  const bulks: { writes: Waiting[]; ids: Set<string> }[] = [];
  for (const waiting of ready) {
    const { deviceId } = waiting.write;
    let bulk = bulks.find(({ writes, ids }) => writes.length < MOST_IN_BULK && !ids.has(deviceId));
    if (!bulk) bulks.push((bulk = { writes: [], ids: new Set() }));
    bulk.writes.push(waiting);
    bulk.ids.add(deviceId);
  }
  return bulks.map(({ writes }) => writes);
}
