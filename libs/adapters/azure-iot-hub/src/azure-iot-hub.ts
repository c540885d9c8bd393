import { DeviceHub, HubChangedUnderneath, HubOutcomeUnknown, HubQuotaUsedUp, type CallNote, type DeviceKeys, type Failure, type HubIdentity, type Lane, type NewIdentity, type NoteCall } from '#core';

import { devicePath, ifMatch, segmentOf, twinPath } from './device-paths.js';
import { failureOf, throttlingOf, type HubTrouble } from './failure-of.js';
import type { BulkWriter, DeviceWrite } from './governor/bulk-writer.js';
import type { HubLine } from './governor/hub-line.js';
import type { HubReply, HubRequest } from './hub-client.js';
import type { WriteResult } from './read-bulk-results.js';
import { asObject, readErrorCode } from './read-error-code.js';
import { readIdentity, readTwinIdentity } from './read-identity.js';

type Nature = 'look' | 'write';

/** The ways to one hub: single calls, and writes that go together. */
export interface HubWays {
  hostName: string;
  line: HubLine;
  writer: BulkWriter;
}

/** One Azure IoT Hub over its service interface of 2021-04-12, for calls of one lane, each of which `note` is told of. */
export class AzureIotHub extends DeviceHub {
  constructor(
    private readonly ways: HubWays,
    private readonly lane: Lane,
    private readonly note: NoteCall | null = null,
  ) {
    super();
  }

  async look(deviceId: string): Promise<HubIdentity | null> {
    const reply = await this.#send({ category: 'twin-reads', method: 'GET', path: twinPath(deviceId) }).catch(nullIfQuotaIsUsedUp);
    // Twins are charged against the quota of the day, identities are not. Source: Azure IoT Hub, "Azure IoT Hub pricing information".
    if (reply === null || (reply.kind === 'refused' && throttlingOf(reply, new Date())?.kind === 'quota')) return withoutKeys(await this.read(deviceId));
    // The service also answers 404 where a device is disabled, so only the registry can say that there is none.
    // Source: Azure IoT Hub, "Troubleshoot error codes", 404001.
    if (reply.kind === 'refused' && reply.status === 404) return withoutKeys(await this.read(deviceId));
    return this.#readGood(reply, deviceId, 'look', readTwinIdentity);
  }

  async read(deviceId: string): Promise<HubIdentity | null> {
    const reply = await this.#send({ category: 'registry', method: 'GET', path: devicePath(deviceId) });
    return saysThereIsNone(reply) ? null : this.#readGood(reply, deviceId, 'look', readIdentity);
  }

  async create(identity: NewIdentity): Promise<'created' | 'already-there'> {
    const { deviceId, status, keys, ownership } = identity;
    segmentOf(deviceId);
    const entry = { id: deviceId, importMode: 'create', status, authentication: sasAuthentication(keys), tags: { lockstep: ownership } };

    const result = await this.#write({ deviceId, entry, alone: null });
    if (result.kind === 'done') {
      if (result.withoutTwin) await this.#tag(deviceId, ownership);
      return 'created';
    }
    if (result.kind === 'refused' && readErrorCode(result.body, result.errorCodeHeader).code === 'DeviceAlreadyExists') return 'already-there';
    throw this.#failure(result, deviceId, 'write');
  }

  async setStatus(
    deviceId: string,
    { status, etag, keys }: { status: 'enabled' | 'disabled'; etag: string; keys: DeviceKeys | null },
  ): Promise<{ etag: string | null }> {
    return keys ? this.#replace(deviceId, etag, { status, authentication: sasAuthentication(keys) }) : this.#amend(deviceId, etag, { status });
  }

  async setKeys(
    deviceId: string,
    { keys, etag, status }: { keys: DeviceKeys; etag: string; status: 'enabled' | 'disabled' | null },
  ): Promise<{ etag: string | null }> {
    const authentication = sasAuthentication(keys);
    return status ? this.#replace(deviceId, etag, { status, authentication }) : this.#amend(deviceId, etag, { authentication });
  }

  async remove(deviceId: string, etag: string): Promise<void> {
    const request: HubRequest = { category: 'registry', method: 'DELETE', path: devicePath(deviceId), ifMatch: ifMatch(etag, deviceId) };
    const entry = { id: deviceId, importMode: 'deleteIfMatchETag', eTag: etag };
    const result = await this.#write({ deviceId, entry, alone: { request, read: readRemoved } });
    if (result.kind !== 'done' && !saysThereIsNone(result)) throw this.#failure(result, deviceId, 'write');
  }

  /** Writes the identity anew. Whatever authentication it did not carry, the hub would replace by new keys. */
  async #replace(deviceId: string, etag: string, identity: Readonly<Record<string, unknown>>): Promise<{ etag: string | null }> {
    const alone = { request: putRequest(deviceId, etag, { deviceId, ...identity }), read: (reply: HubReply): WriteResult => this.#readChanged(reply, deviceId) };
    const entry = { id: deviceId, importMode: 'updateIfMatchETag', eTag: etag, ...identity };
    return this.#changed(await this.#write({ deviceId, entry, alone }), deviceId);
  }

  /** Writes the identity back as it was, save for what is named. */
  async #amend(deviceId: string, etag: string, changes: Readonly<Record<string, unknown>>): Promise<{ etag: string | null }> {
    const request = putRequest(deviceId, etag, null);
    const body = { ...(await this.#wholeIdentity(deviceId, etag)), ...changes };
    return this.#changed(this.#readChanged(await this.#send({ ...request, body }), deviceId), deviceId);
  }

  async #send(request: HubRequest): Promise<HubReply> {
    return this.#noted(await this.ways.line.send(request, this.lane));
  }

  async #write(write: DeviceWrite): Promise<WriteResult> {
    return this.#noted(await this.ways.writer.write(write, this.lane));
  }

  #noted<T extends { call?: CallNote }>(result: T): T {
    if (result.call) this.note?.({ ...result.call, ms: Math.round(result.call.ms) });
    return result;
  }

  #readChanged(reply: HubReply, deviceId: string): WriteResult {
    if (reply.kind !== 'ok') return reply;
    const identity = readIdentity(reply.body, deviceId);
    return identity ? { kind: 'done', etag: identity.etag, withoutTwin: false } : unreadable(reply.status);
  }

  #changed(result: WriteResult, deviceId: string): { etag: string | null } {
    if (result.kind !== 'done') throw this.#failure(result, deviceId, 'write');
    return { etag: result.etag };
  }

  /** Everything the registry holds of a device, as it wrote it, so that what we do not know of survives. */
  async #wholeIdentity(deviceId: string, etag: string): Promise<Readonly<Record<string, unknown>>> {
    const reply = await this.#send({ category: 'registry', method: 'GET', path: devicePath(deviceId) });
    const seen = this.#readGood(reply, deviceId, 'look', readIdentity);
    if (seen.etag !== etag) {
      throw new HubChangedUnderneath(`Device ${deviceId} of the hub ${this.ways.hostName} was changed by somebody else; it is looked at again.`);
    }
    return asObject((reply as { body: unknown }).body)!;
  }

  /** Puts the mark of what is ours on a twin that the bulk did not make. */
  async #tag(deviceId: string, ownership: NewIdentity['ownership']): Promise<void> {
    const body = { tags: { lockstep: ownership } };
    const unsure = (cause: unknown): HubOutcomeUnknown =>
      // The identity is there all the same, so whatever this failure says of trying again, the next pass has to look first.
      new HubOutcomeUnknown(`The identity ${deviceId} was made on ${this.ways.hostName}, but its twin could not be marked as ours; it is looked up before the next change.`, { cause });
    const reply = await this.#send({ category: 'twin-updates', method: 'PATCH', path: twinPath(deviceId), ifMatch: '"*"', body }).catch((error: unknown) => {
      throw unsure(error);
    });
    if (reply.kind !== 'ok') throw unsure(this.#failure(reply, deviceId, 'write'));
  }

  #readGood<T>(reply: HubReply, deviceId: string, nature: Nature, read: (body: unknown, deviceId: string) => T | null): T {
    if (reply.kind !== 'ok') throw this.#failure(reply, deviceId, nature);
    const found = read(reply.body, deviceId);
    if (found === null) throw this.#failure(unreadable(reply.status), deviceId, nature);
    return found;
  }

  #failure(trouble: HubTrouble, deviceId: string, nature: Nature): Failure {
    return failureOf(trouble, { deviceId, hostName: this.ways.hostName, write: nature === 'write', now: new Date() });
  }
}

const putRequest = (deviceId: string, etag: string, body: unknown): HubRequest => ({ category: 'registry', method: 'PUT', path: devicePath(deviceId), ifMatch: ifMatch(etag, deviceId), body });

function nullIfQuotaIsUsedUp(error: unknown): null {
  if (error instanceof HubQuotaUsedUp) return null;
  throw error;
}

/** Only the hub's own code counts: a 404 of something on the way is no absence. */
const saysThereIsNone = (reply: HubReply | WriteResult): boolean =>
  reply.kind === 'refused' && reply.status === 404 && readErrorCode(reply.body, reply.errorCodeHeader).code === 'DeviceNotFound';

function readRemoved(reply: HubReply): WriteResult {
  if (reply.kind !== 'ok') return reply;
  return reply.status === 204 ? { kind: 'done', etag: null, withoutTwin: false } : unreadable(reply.status);
}

const sasAuthentication = ({ primary, secondary }: DeviceKeys) => ({
  type: 'sas',
  symmetricKey: { primaryKey: primary.reveal(), secondaryKey: secondary.reveal() },
});

const withoutKeys = (identity: HubIdentity | null): HubIdentity | null => identity && { ...identity, keys: null };

const unreadable = (status: number): HubTrouble => ({ kind: 'unreadable', status, message: 'not what was asked for' });
