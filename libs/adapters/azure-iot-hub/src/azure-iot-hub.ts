import { DeviceHub, HubChangedUnderneath, HubOutcomeUnknown, type DeviceKeys, type Failure, type HubIdentity, type NewIdentity } from '#core';

import { devicePath, ifMatch, segmentOf, twinPath } from './device-paths.js';
import { failureOf, type HubTrouble } from './failure-of.js';
import type { HubClient, HubReply } from './hub-client.js';
import { readBulkResult } from './read-bulk-result.js';
import { asObject, readErrorCode } from './read-error-code.js';
import { readIdentity, readTwinIdentity } from './read-identity.js';

type Nature = 'look' | 'write';

/** One Azure IoT Hub over its service interface of 2021-04-12. */
export class AzureIotHub extends DeviceHub {
  readonly #hostName: string;
  readonly #client: HubClient;

  constructor(hostName: string, client: HubClient) {
    super();
    this.#hostName = hostName;
    this.#client = client;
  }

  async look(deviceId: string): Promise<HubIdentity | null> {
    const reply = await this.#client.send({ method: 'GET', path: twinPath(deviceId) });
    // The service also answers 404 where a device is disabled, so only the registry can say that there is none.
    // Source: Azure IoT Hub, "Troubleshoot error codes", 404001.
    if (reply.kind === 'refused' && reply.status === 404) return withoutKeys(await this.read(deviceId));
    return this.#readGood(reply, deviceId, 'look', readTwinIdentity);
  }

  async read(deviceId: string): Promise<HubIdentity | null> {
    const reply = await this.#client.send({ method: 'GET', path: devicePath(deviceId) });
    return saysThereIsNone(reply) ? null : this.#readGood(reply, deviceId, 'look', readIdentity);
  }

  async create(identity: NewIdentity): Promise<'created' | 'already-there'> {
    const { deviceId, status, keys, ownership } = identity;
    segmentOf(deviceId);
    const authentication = sasAuthentication(keys);
    const item = { id: deviceId, importMode: 'create', status, authentication, tags: { lockstep: ownership } };

    const result = readBulkResult(await this.#client.send({ method: 'POST', path: '/devices', body: [item] }));
    switch (result.kind) {
      case 'created':
      case 'already-there':
        return result.kind;
      case 'without-twin':
        await this.#tag(deviceId, ownership);
        return 'created';
      default:
        throw this.#failure(result, deviceId, 'write');
    }
  }

  async setStatus(
    deviceId: string,
    { status, etag, keys }: { status: 'enabled' | 'disabled'; etag: string; keys: DeviceKeys | null },
  ): Promise<{ etag: string }> {
    const condition = ifMatch(etag, deviceId);
    // A PUT replaces the identity: whatever authentication it does not carry, the hub replaces by new keys.
    const body = keys
      ? { deviceId, status, authentication: sasAuthentication(keys) }
      : { ...(await this.#wholeIdentity(deviceId, etag)), status };

    const reply = await this.#client.send({ method: 'PUT', path: devicePath(deviceId), ifMatch: condition, body });
    return { etag: this.#readGood(reply, deviceId, 'write', readIdentity).etag };
  }

  async remove(deviceId: string, etag: string): Promise<void> {
    const reply = await this.#client.send({ method: 'DELETE', path: devicePath(deviceId), ifMatch: ifMatch(etag, deviceId) });
    if (saysThereIsNone(reply) || (reply.kind === 'ok' && reply.status === 204)) return;
    throw this.#failure(reply.kind === 'ok' ? unreadable(reply.status) : reply, deviceId, 'write');
  }

  /** Everything the registry holds of a device, as it wrote it, so that what we do not know of survives. */
  async #wholeIdentity(deviceId: string, etag: string): Promise<Readonly<Record<string, unknown>>> {
    const reply = await this.#client.send({ method: 'GET', path: devicePath(deviceId) });
    const seen = this.#readGood(reply, deviceId, 'look', readIdentity);
    if (seen.etag !== etag) {
      throw new HubChangedUnderneath(`Device ${deviceId} of the hub ${this.#hostName} was changed by somebody else; it is looked at again.`);
    }
    return asObject((reply as { body: unknown }).body)!;
  }

  /** Puts the mark of what is ours on a twin that the bulk did not make. */
  async #tag(deviceId: string, ownership: NewIdentity['ownership']): Promise<void> {
    const body = { tags: { lockstep: ownership } };
    const reply = await this.#client.send({ method: 'PATCH', path: twinPath(deviceId), ifMatch: '"*"', body });
    if (reply.kind === 'ok') return;
    const cause = this.#failure(reply, deviceId, 'write');
    // The identity is there all the same, so whatever this failure says of trying again, the next pass has to look first.
    throw new HubOutcomeUnknown(`The identity ${deviceId} was made on ${this.#hostName}, but its twin could not be marked as ours; it is looked up before the next change.`, { cause });
  }

  #readGood<T>(reply: HubReply, deviceId: string, nature: Nature, read: (body: unknown, deviceId: string) => T | null): T {
    if (reply.kind !== 'ok') throw this.#failure(reply, deviceId, nature);
    const found = read(reply.body, deviceId);
    if (found === null) throw this.#failure(unreadable(reply.status), deviceId, nature);
    return found;
  }

  #failure(trouble: HubTrouble, deviceId: string, nature: Nature): Failure {
    return failureOf(trouble, { deviceId, hostName: this.#hostName, write: nature === 'write', now: new Date() });
  }
}

/** Only the hub's own code counts: a 404 of something on the way is no absence. */
const saysThereIsNone = (reply: HubReply): boolean =>
  reply.kind === 'refused' && reply.status === 404 && readErrorCode(reply.body, reply.errorCodeHeader).code === 'DeviceNotFound';

const sasAuthentication = ({ primary, secondary }: DeviceKeys) => ({
  type: 'sas',
  symmetricKey: { primaryKey: primary.reveal(), secondaryKey: secondary.reveal() },
});

const withoutKeys = (identity: HubIdentity | null): HubIdentity | null => identity && { ...identity, keys: null };

const unreadable = (status: number): HubTrouble => ({ kind: 'unreadable', status, message: 'not what was asked for' });
