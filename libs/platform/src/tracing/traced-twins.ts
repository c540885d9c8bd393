import { DeviceTwins, type DeviceKey, type HubConnection, type HubModule, type JsonObject, type Twin, type TwinAddress, type TwinParts } from '#core';
import { inSpan } from './spans.js';

/** Twins whose calls are spans, each with its wait for a turn. */
export class TracedTwins extends DeviceTwins {
  constructor(private readonly twins: DeviceTwins) {
    super();
  }

  override read(connection: HubConnection, address: TwinAddress): Promise<Twin | null> {
    return span('read twin', connection, address.key, () => this.twins.read(connection, address));
  }

  override modules(connection: HubConnection, key: DeviceKey): Promise<HubModule[] | null> {
    return span('list modules', connection, key, () => this.twins.modules(connection, key));
  }

  override patch(connection: HubConnection, address: TwinAddress, patch: { readonly [part in keyof TwinParts]?: JsonObject }, etag: string): Promise<Twin> {
    return span('patch twin', connection, address.key, () => this.twins.patch(connection, address, patch, etag));
  }

  override replace(connection: HubConnection, address: TwinAddress, parts: TwinParts, etag: string): Promise<Twin> {
    return span('replace twin', connection, address.key, () => this.twins.replace(connection, address, parts, etag));
  }
}

function span<T>(what: string, { hostName, tenantId }: HubConnection, { deviceId }: DeviceKey, call: () => Promise<T>): Promise<T> {
  return inSpan(`hub ${what}`, { kind: 'client', attributes: { 'server.address': hostName, 'lockstep.tenant': tenantId, 'lockstep.device': deviceId } }, call);
}
