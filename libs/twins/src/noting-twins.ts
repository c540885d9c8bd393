import { DeviceTwins, StoreIsAway, tagValuesOf, type DeviceKey, type HubConnection, type HubModule, type JsonObject, type SeenTags, type Twin, type TwinAddress, type TwinParts } from '#core';

/** Twins as ever. The tags that are seen by the way are noted, so that devices are found by them. */
export class NotingTwins extends DeviceTwins {
  constructor(
    private readonly twins: DeviceTwins,
    private readonly tags: SeenTags,
  ) {
    super();
  }

  override async read(connection: HubConnection, address: TwinAddress): Promise<Twin | null> {
    return this.#noted(address, await this.twins.read(connection, address));
  }

  override modules(connection: HubConnection, key: DeviceKey): Promise<HubModule[] | null> {
    return this.twins.modules(connection, key);
  }

  override async patch(connection: HubConnection, address: TwinAddress, patch: { readonly [part in keyof TwinParts]?: JsonObject }, etag: string): Promise<Twin> {
    return this.#noted(address, await this.twins.patch(connection, address, patch, etag));
  }

  override async replace(connection: HubConnection, address: TwinAddress, parts: TwinParts, etag: string): Promise<Twin> {
    return this.#noted(address, await this.twins.replace(connection, address, parts, etag));
  }

  /** What the hub answered is the answer, whether or not it can be noted. A module's tags are not the device's. */
  async #noted<T extends Twin | null>({ key, moduleId }: TwinAddress, twin: T): Promise<T> {
    if (twin === null || moduleId !== null) return twin;
    try {
      await this.tags.note(key.tenantId, { deviceId: key.deviceId, tags: tagValuesOf(twin.tags) });
    } catch (error) {
      if (!(error instanceof StoreIsAway)) throw error;
    }
    return twin;
  }
}
