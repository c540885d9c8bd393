import { DeviceHub, DeviceHubs, type DeviceKeys, type HubConnection, type HubIdentity, type Lane, type NewIdentity, type NoteCall } from '#core';
import { inSpan } from './spans.js';

/** Hubs whose calls are spans, each with its wait for a turn. What goes to the hub in one call with others is a span for each. */
export class TracedHubs extends DeviceHubs {
  readonly #traced = new WeakMap<DeviceHub, TracedHub>();

  constructor(private readonly hubs: DeviceHubs) {
    super();
  }

  override of(connection: HubConnection, lane?: Lane, note?: NoteCall): DeviceHub {
    const hub = this.hubs.of(connection, lane, note);
    let traced = this.#traced.get(hub);
    if (!traced) this.#traced.set(hub, (traced = new TracedHub(hub, connection)));
    return traced;
  }

  override letGo(): void {
    this.hubs.letGo();
  }
}

class TracedHub extends DeviceHub {
  constructor(
    private readonly hub: DeviceHub,
    private readonly connection: Pick<HubConnection, 'hostName' | 'tenantId'>,
  ) {
    super();
  }

  override look(deviceId: string): Promise<HubIdentity | null> {
    return this.#span('look', deviceId, () => this.hub.look(deviceId));
  }

  override read(deviceId: string): Promise<HubIdentity | null> {
    return this.#span('read', deviceId, () => this.hub.read(deviceId));
  }

  override create(identity: NewIdentity): Promise<'created' | 'already-there'> {
    return this.#span('create', identity.deviceId, () => this.hub.create(identity));
  }

  override setStatus(deviceId: string, change: { status: 'enabled' | 'disabled'; etag: string; keys: DeviceKeys | null }): Promise<{ etag: string | null }> {
    return this.#span('set status', deviceId, () => this.hub.setStatus(deviceId, change));
  }

  override setKeys(deviceId: string, change: { keys: DeviceKeys; etag: string; status: 'enabled' | 'disabled' | null }): Promise<{ etag: string | null }> {
    return this.#span('set keys', deviceId, () => this.hub.setKeys(deviceId, change));
  }

  override remove(deviceId: string, etag: string): Promise<void> {
    return this.#span('remove', deviceId, () => this.hub.remove(deviceId, etag));
  }

  #span<T>(what: string, deviceId: string, call: () => Promise<T>): Promise<T> {
    const attributes = { 'server.address': this.connection.hostName, 'lockstep.tenant': this.connection.tenantId, 'lockstep.device': deviceId };
    return inSpan(`hub ${what}`, { kind: 'client', attributes }, call);
  }
}
