import { Injectable } from '@nestjs/common';
import { DeviceId, NOTHING, NoHubConnection, NotFound, NotInHub, isJsonObject, parseJson, writeJson, type Actor, type JsonObject, type Twin, type TwinAddress, type WritableMembers } from '#core';
import { ChangeTwin, ReadTwin } from '#twins';
import { AllIntegrations } from './all-integrations.js';
import { MenderError } from './mender-error.js';

/** Below what is read of an answer, in which the same values stand deeper. */
const MOST_NESTED = 48;

/** Twins in the words of Mender: a state, without etags. */
@Injectable()
export class DeviceStates {
  constructor(
    private readonly all: AllIntegrations,
    private readonly read: ReadTwin,
    private readonly change: ChangeTwin,
  ) {}

  /** Empty where the device is in no hub. Throws MenderError 404. */
  async list(actor: Actor, deviceId: string): Promise<WritableMembers> {
    const state = await this.#read(actor, deviceId).catch((error: unknown) => {
      if (error instanceof NoHubConnection || error instanceof NotInHub) return null;
      throw error;
    });
    if (!state) return {};
    const hub = (await this.all.list(actor.tenantId)).find(({ provider }) => provider === 'iot-hub');
    return hub?.provider === 'iot-hub' ? { [hub.hub.id]: stateOf(state) } : {};
  }

  /** Throws MenderError 404, and what the hub fails with. */
  async find(actor: Actor, deviceId: string, integrationId: string): Promise<WritableMembers> {
    await this.#checkHub(actor, integrationId);
    return stateOf(await this.#read(actor, deviceId));
  }

  /** Replaces desired. Throws MenderError 400 and 404, TwinRuleBroken, TwinIsStale when somebody else was quicker, and what the hub fails with. */
  async replace(actor: Actor, deviceId: string, integrationId: string, body: unknown): Promise<WritableMembers> {
    const desired = readDesired(body);
    await this.#checkHub(actor, integrationId);
    const { etag: seen } = await this.#read(actor, deviceId);
    return stateOf(await this.change.run(actor, addressOf(actor, deviceId), { how: 'replace', body: writeJson({ desired }), seen }));
  }

  async #checkHub({ tenantId }: Actor, integrationId: string): Promise<void> {
    if ((await this.all.find(tenantId, integrationId)).provider !== 'iot-hub') throw new MenderError(404, 'unknown integration provider');
  }

  async #read(actor: Actor, deviceId: string): Promise<Twin> {
    return this.read.run(actor, addressOf(actor, deviceId)).catch((error: unknown) => {
      throw error instanceof NotFound ? deviceNotFound() : error;
    });
  }
}

const deviceNotFound = (): MenderError => new MenderError(404, 'device not found');

function addressOf({ tenantId }: Actor, deviceId: string): TwinAddress {
  if (!DeviceId.safeParse(deviceId).success) throw deviceNotFound();
  return { key: { tenantId, deviceId }, moduleId: null };
}

const stateOf = ({ desired, reported }: Twin): WritableMembers => ({ desired, reported });

/** Nothing, and null, empty it. Throws MenderError 400. */
function readDesired(body: unknown): JsonObject {
  const desired = documentIn(body).get('desired') ?? NOTHING;
  if (!isJsonObject(desired)) throw new MenderError(400, 'malformed request body: desired must be an object or null');
  return desired;
}

function documentIn(body: unknown): JsonObject {
  let document;
  try {
    document = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(body instanceof Uint8Array ? body : new Uint8Array()), MOST_NESTED);
  } catch {
    throw new MenderError(400, 'malformed request body: it is no JSON document in UTF-8, or nested too deep');
  }
  if (!isJsonObject(document)) throw new MenderError(400, 'malformed request body: it must be an object');
  return document;
}
