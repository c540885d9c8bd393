import { DeviceId, isJsonObject, sameJson, type Connections, type DeviceTwins, type JsonObject, type TwinAddress } from '#core';

/** `iot-hub <device>` or `iot-hub <device>/<module>`. Source: Mender, iot-manager, external authentication. */
const EXTERNAL_ID = /^iot-hub ([^\s/]+)(?:\/([^\s/]+))?$/;

/** Vouches for a device that Mender does not know yet, by what it reported to the hub of its tenant. */
export class AuthenticateInHub {
  constructor(
    private readonly connections: Connections,
    private readonly twins: DeviceTwins,
  ) {}

  /** Whether the twin reports this identity and this public key. Throws what the hub fails with. */
  async run(tenantId: string, request: JsonObject): Promise<boolean> {
    const [identity, key] = [request.get('id_data'), request.get('pubkey')];
    const address = addressOf(tenantId, request.get('external_id'));
    if (!address || !isJsonObject(identity) || typeof key !== 'string' || key === '') return false;

    const hub = await this.connections.findHub(tenantId);
    const reported = hub && (await this.twins.read(hub, address))?.reported;
    return reported ? reported.get('pubkey') === key && sameJson(reported.get('id_data'), identity) : false;
  }
}

function addressOf(tenantId: string, externalId: unknown): TwinAddress | null {
  const [, deviceId, moduleId] = EXTERNAL_ID.exec(typeof externalId === 'string' ? externalId : '') ?? [];
  const names = [deviceId, ...(moduleId === undefined ? [] : [moduleId])];
  if (deviceId === undefined || !names.every((name) => DeviceId.safeParse(name).success)) return null;
  return { key: { tenantId, deviceId }, moduleId: moduleId ?? null };
}
