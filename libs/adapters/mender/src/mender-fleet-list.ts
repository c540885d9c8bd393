import { FleetList, type Clock, type FleetConnection, type ListedDevice, type ListedStatus } from '#core';
import { failureOfStatus, type Asked } from './name-failure.js';
import { readCount, readDevices, type Answer } from './read-answer.js';
import { RequestSender, type Patience } from './send-request.js';

const DEVICES = '/api/management/v2/devauth/devices';
/** The most that Mender gives. */
const PAGE = 500;
/** A page of 500 devices with their keys is large, and nobody waits for it. */
const PATIENCE: Patience = { patienceMs: 20_000, deadlineMs: 60_000 };

/** The lists of Mender's device authentication. Source: Mender, management API document "Device authentication" v2. */
export class MenderFleetList extends FleetList {
  readonly #sender: RequestSender;

  constructor(
    private readonly clock: Clock,
    patience: Patience = PATIENCE,
  ) {
    super();
    this.#sender = new RequestSender(patience);
  }

  override async count(connection: FleetConnection, status: ListedStatus): Promise<number> {
    const { asked, answer } = await this.#get(connection, 'count', `${DEVICES}/count?status=${status}`);
    return readCount(asked, answer);
  }

  override async page(connection: FleetConnection, status: ListedStatus, page: number): Promise<{ devices: ListedDevice[]; isLast: boolean }> {
    const { asked, answer } = await this.#get(connection, 'list', `${DEVICES}?status=${status}&page=${page}&per_page=${PAGE}`);
    const devices = readDevices(asked, answer);
    return { devices, isLast: devices.length < PAGE };
  }

  /** Waits for the requests under way, then closes every connection. May be called again. */
  close(): Promise<void> {
    return this.#sender.close();
  }

  async #get(connection: FleetConnection, what: 'list' | 'count', path: string): Promise<{ asked: Asked; answer: Answer }> {
    const sent = await this.#sender.send(connection, { what, deviceId: '', method: 'GET', path });
    if (sent.answer.status !== 200) throw failureOfStatus(sent.asked, sent.answer, this.clock.now());
    return sent;
  }
}
