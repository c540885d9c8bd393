import { Fleet, type Clock, type DeviceConfiguration, type FleetConnection, type FleetStatus, type NoteCall, type Secret } from '#core';
import { failureOfNoConfiguration, failureOfStatus, type Asked } from './name-failure.js';
import { isOwnAbsence, readDeploymentId, readDeviceConfiguration, readStatus, type Answer } from './read-answer.js';
import { RequestSender, type MenderRequest, type Patience } from './send-request.js';

const DEVICES = '/api/management/v2/devauth/devices';
const CONFIGURATIONS = '/api/management/v1/deviceconfig/configurations/device';
const PATIENCE: Patience = { patienceMs: 10_000, deadlineMs: 30_000 };

/**
 * The fleet behind Mender's management APIs, signed in with a personal access token.
 * Source: Mender, management API documents "Device authentication" v2 and "Device configuration" v1.
 */
export class MenderFleet extends Fleet {
  readonly #clock: Clock;
  readonly #sender: RequestSender;

  constructor(clock: Clock, patience: Patience = PATIENCE, onCall?: NoteCall) {
    super();
    this.#clock = clock;
    this.#sender = new RequestSender(patience, onCall);
  }

  async look(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<FleetStatus> {
    const request: MenderRequest = { what: 'look', deviceId, method: 'GET', path: `${DEVICES}/${encodeURIComponent(deviceId)}` };
    const { asked, answer } = await this.#sender.send(connection, request, note);
    if (isOwnAbsence(answer)) return 'decommissioned';
    this.#expect(200, asked, answer);
    return readStatus(asked, answer);
  }

  async readConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<DeviceConfiguration | null> {
    const request: MenderRequest = { what: 'read-configuration', deviceId, method: 'GET', path: configurationOf(deviceId) };
    const { asked, answer } = await this.#sender.send(connection, request, note);
    if (isOwnAbsence(answer)) return null;
    this.#expect(200, asked, answer);
    return readDeviceConfiguration(asked, answer);
  }

  async writeConfiguration(connection: FleetConnection, deviceId: string, values: Secret<Readonly<Record<string, string>>>, note?: NoteCall): Promise<void> {
    const { asked, answer } = await this.#sender.send(connection, {
      what: 'write-configuration',
      deviceId,
      method: 'PUT',
      path: configurationOf(deviceId),
      body: values.reveal(),
    }, note);
    // No other success will do: a sign-in page of a proxy is a success too, and stores nothing.
    this.#expect(204, asked, answer);
  }

  async deployConfiguration(connection: FleetConnection, deviceId: string, note?: NoteCall): Promise<string> {
    const { asked, answer } = await this.#sender.send(connection, {
      what: 'deploy-configuration',
      deviceId,
      method: 'POST',
      path: `${configurationOf(deviceId)}/deploy`,
      // More than 0 is for paid plans only.
      body: { retries: 0 },
    }, note);
    if (isOwnAbsence(answer)) throw failureOfNoConfiguration(asked);
    this.#expect(200, asked, answer);
    return readDeploymentId(asked, answer);
  }

  /** Waits for the requests under way, then closes every connection. May be called again. */
  close(): Promise<void> {
    return this.#sender.close();
  }

  #expect(status: number, asked: Asked, answer: Answer): void {
    if (answer.status !== status) throw failureOfStatus(asked, answer, this.#clock.now());
  }
}

const configurationOf = (deviceId: string): string => `${CONFIGURATIONS}/${encodeURIComponent(deviceId)}`;
