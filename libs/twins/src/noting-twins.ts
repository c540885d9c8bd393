import { DeviceTwins, StoreIsAway, tagValuesOf, type DeviceKey, type HubConnection, type HubModule, type JsonObject, type SeenTags, type Twin, type TwinAddress, type TwinParts } from '#core';

/** The same tags are not noted again for so long, ms: the twin that somebody watches is read every few seconds. */
const AGAIN_MS = 60_000;
/** So many devices are remembered, those noted last. */
const REMEMBERED = 10_000;

/** Twins as ever. The tags that are seen by the way are noted, so that devices are found by them. */
export class NotingTwins extends DeviceTwins {
  readonly #remembered = new Map<string, { tags: string; at: number }>();

  constructor(
    private readonly twins: DeviceTwins,
    private readonly tags: SeenTags,
    private readonly now: () => number = () => performance.now(),
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
    const tags = tagValuesOf(twin.tags);
    const [name, text] = [JSON.stringify([key.tenantId, key.deviceId]), JSON.stringify(tags)];
    const last = this.#remembered.get(name);
    if (last?.tags === text && this.now() - last.at < AGAIN_MS) return twin;
    try {
      await this.tags.note(key.tenantId, { deviceId: key.deviceId, tags });
      this.#remember(name, text);
    } catch (error) {
      if (!(error instanceof StoreIsAway)) throw error;
    }
    return twin;
  }
  #remember(name: string, tags: string): void {
    this.#remembered.delete(name);
    this.#remembered.set(name, { tags, at: this.now() });
    if (this.#remembered.size > REMEMBERED) this.#remembered.delete(this.#remembered.keys().next().value!);
  }
}
