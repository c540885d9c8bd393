import { Failure, FleetProbe, type Clock, type FleetConnection, type FleetTest } from '#core';
import { failureOfStatus } from './name-failure.js';
import { readDeviceList } from './read-answer.js';
import { RequestSender } from './send-request.js';

const ONE_DEVICE = '/api/management/v2/devauth/devices?page=1&per_page=1';
/** Somebody waits for the answer. */
const PATIENCE = { patienceMs: 5_000, deadlineMs: 10_000 };

/** Asks Mender for one device with the token of the connection. Source: Mender, management API "Device authentication" v2. */
export class MenderProbe extends FleetProbe {
  readonly #sender = new RequestSender(PATIENCE);

  constructor(private readonly clock: Clock) {
    super();
  }

  override async test(connection: FleetConnection): Promise<FleetTest> {
    try {
      const { asked, answer } = await this.#sender.send(connection, { what: 'list', deviceId: '', method: 'GET', path: ONE_DEVICE });
      if (answer.status !== 200) throw failureOfStatus(asked, answer, this.clock.now());
      readDeviceList(asked, answer);
      return { devices: true, trouble: null };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { devices: false, trouble: { reason: error.code, detail: error.message } };
    }
  }

  /** Waits for the requests under way, then closes every connection. May be called again. */
  close(): Promise<void> {
    return this.#sender.close();
  }
}
