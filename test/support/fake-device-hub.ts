import {
  DeviceHub,
  DeviceHubs,
  DeviceId,
  HubChangedUnderneath,
  HubOutcomeUnknown,
  HubRefusesDevice,
  Secret,
  type DeviceKeys,
  type Failure,
  type HubConnection,
  type HubIdentity,
  type NewIdentity,
} from '#core';

/** How a device signs in, as the fake hub holds it: the keys in the clear, like a hub. */
export type FakeAuthentication = { kind: 'keys'; primary: string; secondary: string } | { kind: 'certificate'; thumbprint: string };

/** All that the fake hub holds of one device. */
export interface FakeIdentity {
  status: 'enabled' | 'disabled';
  etag: string;
  authentication: FakeAuthentication;
  /** The tag `lockstep`, or null when the device has none. */
  ownership: NewIdentity['ownership'] | null;
}

export type HubVerb = 'look' | 'read' | 'create' | 'setStatus' | 'setKeys' | 'remove';

/** An IoT Hub in memory that keeps the duties of the port. It passes the same conformance suite as a real one. */
export class FakeDeviceHub extends DeviceHub {
  /** Every call that was made, in order, also those that failed. */
  readonly calls: { verb: HubVerb; deviceId: string }[] = [];
  readonly #identities = new Map<string, FakeIdentity>();
  readonly #failures: Failure[] = [];
  #standing: Failure | null = null;
  #lost: HubVerb | null = null;
  #writes = 104_622_225;

  /** The next call that is made fails so and does nothing; ordered twice, the next two do. */
  failNext(failure: Failure): void {
    this.#failures.push(failure);
  }

  /** Every call fails so and does nothing, until null is given. */
  failAlways(failure: Failure | null): void {
    this.#standing = failure;
  }

  /** The next call of this verb takes effect, but its answer is lost. */
  loseNextAnswer(verb: 'create' | 'setStatus' | 'setKeys' | 'remove'): void {
    this.#lost = verb;
  }

  /** What the hub holds, or null; for a test to look at. */
  identityOf(deviceId: string): Readonly<FakeIdentity> | null {
    return this.#identities.get(deviceId) ?? null;
  }

  get deviceIds(): string[] {
    return [...this.#identities.keys()];
  }

  /** Puts a device there, or changes it, as somebody else would: its etag changes. */
  plant(deviceId: string, odd: Partial<Omit<FakeIdentity, 'etag'>> = {}): void {
    const authentication = { kind: 'certificate', thumbprint: 'A'.repeat(40) } as const;
    this.#put(deviceId, { status: 'enabled', authentication, ownership: null, ...this.#identities.get(deviceId), ...odd });
  }

  async look(deviceId: string): Promise<HubIdentity | null> {
    this.#enter('look', deviceId);
    return this.#show(deviceId, () => null);
  }

  async read(deviceId: string): Promise<HubIdentity | null> {
    this.#enter('read', deviceId);
    return this.#show(deviceId, keysOf);
  }

  async create({ deviceId, status, keys, ownership }: NewIdentity): Promise<'created' | 'already-there'> {
    this.#enter('create', deviceId);
    const isNew = !this.#identities.has(deviceId);
    if (isNew) this.#put(deviceId, { status, authentication: authenticationOf(keys), ownership: { ...ownership } });
    this.#leave('create', deviceId);
    return isNew ? 'created' : 'already-there';
  }

  async setStatus(
    deviceId: string,
    { status, etag, keys }: { status: 'enabled' | 'disabled'; etag: string; keys: DeviceKeys | null },
  ): Promise<{ etag: string }> {
    this.#enter('setStatus', deviceId);
    const identity = this.#identities.get(deviceId);
    if (identity?.etag !== etag) throw changed(deviceId);
    const after = this.#put(deviceId, { ...identity, status, authentication: keys ? authenticationOf(keys) : identity.authentication });
    this.#leave('setStatus', deviceId);
    return { etag: after.etag };
  }

  async setKeys(deviceId: string, { keys, etag }: { keys: DeviceKeys; etag: string }): Promise<{ etag: string }> {
    this.#enter('setKeys', deviceId);
    const identity = this.#identities.get(deviceId);
    if (identity?.etag !== etag) throw changed(deviceId);
    const after = this.#put(deviceId, { ...identity, authentication: authenticationOf(keys) });
    this.#leave('setKeys', deviceId);
    return { etag: after.etag };
  }

  async remove(deviceId: string, etag: string): Promise<void> {
    this.#enter('remove', deviceId);
    const identity = this.#identities.get(deviceId);
    if (identity && identity.etag !== etag) throw changed(deviceId);
    this.#identities.delete(deviceId);
    this.#leave('remove', deviceId);
  }

  #enter(verb: HubVerb, deviceId: string): void {
    this.calls.push({ verb, deviceId });
    const failure = this.#failures.shift() ?? this.#standing;
    if (failure) throw failure;
    if (!DeviceId.safeParse(deviceId).success || deviceId === '.' || deviceId === '..') {
      throw new HubRefusesDevice(`"${deviceId}" cannot be a device of an IoT Hub.`);
    }
  }

  #leave(verb: HubVerb, deviceId: string): void {
    if (this.#lost !== verb) return;
    this.#lost = null;
    throw new HubOutcomeUnknown(`The answer to a change of device ${deviceId} was lost.`);
  }

  /** Like the service, an etag is the base64 of a number that rises with every write. */
  #put(deviceId: string, identity: Omit<FakeIdentity, 'etag'>): FakeIdentity {
    const after = { ...identity, etag: Buffer.from(String(++this.#writes)).toString('base64') };
    this.#identities.set(deviceId, after);
    return after;
  }

  #show(deviceId: string, keys: (identity: FakeIdentity) => DeviceKeys | null): HubIdentity | null {
    const identity = this.#identities.get(deviceId);
    return identity ? { deviceId, status: identity.status, etag: identity.etag, keys: keys(identity) } : null;
  }
}

/** Fake hubs by host name. A host that was never named before is an empty hub. */
export class FakeDeviceHubs extends DeviceHubs {
  readonly #hubs = new Map<string, FakeDeviceHub>();

  of(connection: HubConnection): FakeDeviceHub {
    return this.at(connection.hostName);
  }

  at(hostName: string): FakeDeviceHub {
    const hub = this.#hubs.get(hostName) ?? new FakeDeviceHub();
    this.#hubs.set(hostName, hub);
    return hub;
  }

  letGo(): void {
    // Nobody waits for a turn here.
  }
}

const authenticationOf = ({ primary, secondary }: DeviceKeys): FakeAuthentication => ({
  kind: 'keys',
  primary: primary.reveal(),
  secondary: secondary.reveal(),
});

const keysOf = ({ authentication }: FakeIdentity): DeviceKeys | null =>
  authentication.kind === 'keys' ? { primary: new Secret(authentication.primary), secondary: new Secret(authentication.secondary) } : null;

const changed = (deviceId: string): HubChangedUnderneath => new HubChangedUnderneath(`Device ${deviceId} is not the one that was seen.`);
