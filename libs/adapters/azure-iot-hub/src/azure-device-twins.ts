import {
  DeviceTwins,
  HostNotAllowed,
  HubRefusesTwin,
  JsonUnreadable,
  NotInHub,
  nameOf,
  parseJson,
  readTwin,
  writeJson,
  type DeviceKey,
  type HubBudgets,
  type HubCategory,
  type HubConnection,
  type HubModule,
  type JsonObject,
  type Twin,
  type TwinAddress,
  type TwinParts,
} from '#core';

import type { AzureIotHubsSettings } from './azure-iot-hubs.js';
import { lookUpGateway, lookUpPublicAddresses } from './choose-addresses.js';
import { ifMatch, modulesPath, moduleTwinPath, twinPath } from './device-paths.js';
import { failureOf, withoutSecrets, type HubTrouble } from './failure-of.js';
import { isAllowedHost, plainHostName } from './host-allow-list.js';
import { HubGovernor } from './governor/hub-governor.js';
import { HubAgent } from './hub-agent.js';
import { readErrorCode } from './read-error-code.js';
import { readModules } from './read-modules.js';
import { signInToHub } from './sign-in-to-hub.js';
import { TwinClient, type TwinReply, type TwinRequest } from './twin-client.js';

interface Opened {
  revision: number;
  client: Pick<TwinClient, 'send'>;
  governor: HubGovernor;
  agent: HubAgent;
}

type Nature = 'look' | 'write';

/** What tells that there is no such device or module. A 404 without one of them is of something on the way. */
const NOT_THERE: readonly (string | null)[] = ['DeviceNotFound', 'ModuleNotFound'];
const REFUSED_AS_SUCH: readonly number[] = [400, 413];

/** Twins in Azure IoT Hubs over the service interface of 2021-04-12, at each hub's pace. Keeps one client a connection, as `AzureIotHubs` does. */
export class AzureDeviceTwins extends DeviceTwins {
  readonly #opened = new Map<string, Opened>();

  constructor(
    private readonly settings: Omit<AzureIotHubsSettings, 'bulkCost'>,
    private readonly budgets: HubBudgets,
  ) {
    super();
  }

  override async read(connection: HubConnection, address: TwinAddress): Promise<Twin | null> {
    const reply = await this.#send(connection, { method: 'GET', path: pathOf(address) });
    return saysThereIsNone(reply) ? null : this.#twinIn(reply, { connection, address, nature: 'look' });
  }

  override async modules(connection: HubConnection, { deviceId }: DeviceKey): Promise<HubModule[] | null> {
    const reply = await this.#send(connection, { method: 'GET', path: modulesPath(deviceId) }, 'registry');
    if (saysThereIsNone(reply)) return null;
    const call = { deviceId, hostName: connection.hostName, write: false, now: new Date() };
    if (reply.kind !== 'ok') throw failureOf(reply, call);
    const modules = readModules(documentIn(reply.text), deviceId);
    if (!modules) throw failureOf({ kind: 'unreadable', status: reply.status, message: 'not the list of modules that was asked for' }, call);
    return modules;
  }

  override patch(connection: HubConnection, address: TwinAddress, patch: { readonly [part in keyof TwinParts]?: JsonObject }, etag: string): Promise<Twin> {
    return this.#write(connection, address, { method: 'PATCH', parts: patch, etag });
  }

  override replace(connection: HubConnection, address: TwinAddress, parts: TwinParts, etag: string): Promise<Twin> {
    return this.#write(connection, address, { method: 'PUT', parts, etag });
  }

  /** Ends every connection, calls under way included. */
  close(): void {
    for (const { agent } of this.#opened.values()) agent.destroy();
    this.#opened.clear();
  }

  async #write(connection: HubConnection, address: TwinAddress, { method, parts, etag }: Pick<TwinRequest, 'method'> & { parts: Partial<TwinParts>; etag: string }): Promise<Twin> {
    const { tags, desired } = parts;
    const body = writeJson({ tags, properties: desired && { desired } });
    const reply = await this.#send(connection, { method, path: pathOf(address), ifMatch: ifMatch(etag, address.key.deviceId), body });
    if (saysThereIsNone(reply)) throw new NotInHub(`The hub ${connection.hostName} has no ${nameIn(address)} any more; nothing was written.`);
    if (reply.kind === 'refused' && REFUSED_AS_SUCH.includes(reply.status)) throwWhenRefused(reply, connection, address);
    return this.#twinIn(reply, { connection, address, nature: 'write' });
  }

  #twinIn(reply: TwinReply, { connection, address, nature }: { connection: HubConnection; address: TwinAddress; nature: Nature }): Twin {
    const call = { deviceId: address.key.deviceId, hostName: connection.hostName, write: nature === 'write', now: new Date() };
    if (reply.kind !== 'ok') throw failureOf(reply, call);
    const twin = readTwin(documentIn(reply.text), address);
    if (!twin) throw failureOf({ kind: 'unreadable', status: reply.status, message: 'not the twin that was asked for' }, call);
    return twin;
  }

  #send(connection: HubConnection, request: TwinRequest, category: HubCategory = request.method === 'GET' ? 'twin-reads' : 'twin-updates'): Promise<TwinReply> {
    const { governor, client } = this.#openedFor(connection);
    return governor.run(category, 'edit', () => client.send(request));
  }

  /** Throws HostNotAllowed for a host that is not on the list. */
  #openedFor(connection: HubConnection): Opened {
    const kept = this.#opened.get(connection.id);
    if (kept?.revision === connection.revision) return kept;
    const opened = this.#open(connection);
    this.#opened.set(connection.id, opened);
    return opened;
  }

  #open({ id, hostName, edition, credentials, revision }: HubConnection): Opened {
    const { allowedHosts, gateway, caPem, timeoutMs, maxSockets, onCall } = this.settings;
    const host = plainHostName(hostName);
    if (host === null || !isAllowedHost(host, allowedHosts)) {
      throw new HostNotAllowed(`The host ${hostName.slice(0, 253)} is not on the list of hubs that may be connected. Add it to LOCKSTEP_HUB_HOSTS.`);
    }
    const lookup = gateway ? lookUpGateway(gateway) : lookUpPublicAddresses();
    const agent = new HubAgent({ port: gateway?.port ?? 443, lookup, caPem, timeoutMs, maxSockets });
    return { revision, agent, governor: new HubGovernor({ id, hostName: host, edition }, this.budgets), client: new TwinClient(host, signInToHub(host, credentials, timeoutMs), agent, onCall) };
  }
}

const pathOf = ({ key, moduleId }: TwinAddress): string => (moduleId === null ? twinPath(key.deviceId) : moduleTwinPath(key.deviceId, moduleId));

const nameIn = ({ key, moduleId }: TwinAddress): string => nameOf({ deviceId: key.deviceId, moduleId });

const saysThereIsNone = (reply: TwinReply): boolean =>
  reply.kind === 'refused' && reply.status === 404 && NOT_THERE.includes(readErrorCode(reply.body, reply.errorCodeHeader).code);

/** Some codes of a 400 are about the hub and not about the twin; those stay what they are for every call. */
function throwWhenRefused(reply: Extract<HubTrouble, { kind: 'refused' }>, { hostName }: HubConnection, address: TwinAddress): void {
  const { code, text } = readErrorCode(reply.body, reply.errorCodeHeader);
  if (code === null || code === 'IotHubSuspended' || code === 'InvalidProtocolVersion' || /Throttl|TooMany/.test(code)) return;
  throw new HubRefusesTwin(`The hub ${hostName} does not take this for ${nameIn(address)}: ${code}${text ? `, ${withoutSecrets(text)}` : ''}. Nothing was written.`);
}

/** What cannot be read is no twin; the caller says so. */
function documentIn(text: string): ReturnType<typeof parseJson> {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonUnreadable) return null;
    throw error;
  }
}
