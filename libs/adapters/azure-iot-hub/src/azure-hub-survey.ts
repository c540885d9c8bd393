import { HubSurvey, SURVEY_PAGE, type HubConnection, type HubCounts, type HubEntry, type SurveyPage } from '#core';
import type { AzureIotHubs } from './azure-iot-hubs.js';
import { devicePath, twinPath } from './device-paths.js';
import { failureOf, type HubTrouble } from './failure-of.js';
import { SweepPace } from './governor/sweep-pace.js';
import type { HubReply, HubRequest } from './hub-client.js';
import { readErrorCode } from './read-error-code.js';
import { readIdentity } from './read-identity.js';
import { readCounts, readEntries, readEntry } from './read-survey.js';

/** No more than is compared: a query is charged by the size of its answer. Source: Azure IoT Hub, query language; pricing. */
const QUERY = 'SELECT deviceId, status, deviceEtag, tags FROM devices';
/** What a failure names where it is about no single device. */
const ALL = '(all of them)';

type Category = 'queries' | 'registry' | 'twin-reads';

/** Surveys Azure IoT Hubs over the connections that passes use, at the hub's pace and at most at a sweep's part of it. */
export class AzureHubSurvey extends HubSurvey {
  readonly #pace = new SweepPace();

  constructor(private readonly hubs: AzureIotHubs) {
    super();
  }

  override async counts(connection: HubConnection): Promise<HubCounts> {
    const reply = await this.#send(connection, { category: 'registry', method: 'GET', path: '/statistics/devices' });
    return good(readCounts(bodyOf(reply, connection, ALL)), reply, connection, ALL);
  }

  override async page(connection: HubConnection, cursor: string | null): Promise<SurveyPage> {
    const request = { category: 'queries', method: 'POST', path: '/devices/query', body: { query: QUERY }, page: { most: SURVEY_PAGE, continuation: cursor } } as const;
    const reply = await this.#send(connection, request);
    const entries = good(readEntries(bodyOf(reply, connection, ALL), connection.tenantId), reply, connection, ALL);
    return { entries, next: (reply.kind === 'ok' && reply.continuation) || null };
  }

  override async look(connection: HubConnection, deviceId: string): Promise<HubEntry | null> {
    const twin = await this.#send(connection, { category: 'twin-reads', method: 'GET', path: twinPath(deviceId) });
    // Only the registry can say that there is no device. See AzureIotHub.look.
    if (twin.kind === 'refused' && twin.status === 404) return this.#read(connection, deviceId);
    return good(readEntry(bodyOf(twin, connection, deviceId), { deviceId, tenantId: connection.tenantId }), twin, connection, deviceId);
  }

  async #read(connection: HubConnection, deviceId: string): Promise<HubEntry | null> {
    const reply = await this.#send(connection, { category: 'registry', method: 'GET', path: devicePath(deviceId) });
    if (reply.kind === 'refused' && reply.status === 404 && readErrorCode(reply.body, reply.errorCodeHeader).code === 'DeviceNotFound') return null;
    const { status, etag } = good(readIdentity(bodyOf(reply, connection, deviceId), deviceId), reply, connection, deviceId);
    return { status, etag, isOurs: false };
  }

  async #send(connection: HubConnection, request: HubRequest & { category: Category }): Promise<HubReply> {
    await this.#pace.enter(connection, request.category);
    return this.hubs.lineOf(connection).send(request, 'sweep');
  }
}

function bodyOf(reply: HubReply, { hostName }: HubConnection, deviceId: string): unknown {
  if (reply.kind === 'ok') return reply.body;
  throw failureOf(reply, { deviceId, hostName, write: false, now: new Date() });
}

function good<T>(found: T | null, reply: HubReply, { hostName }: HubConnection, deviceId: string): T {
  if (found !== null) return found;
  const trouble: HubTrouble = { kind: 'unreadable', status: reply.kind === 'ok' ? reply.status : 0, message: 'not what was asked for' };
  throw failureOf(trouble, { deviceId, hostName, write: false, now: new Date() });
}
