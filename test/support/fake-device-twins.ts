import {
  DeviceId,
  DeviceTwins,
  HubChangedUnderneath,
  HubOutcomeUnknown,
  HubRefusesDevice,
  HubRefusesTwin,
  NOTHING,
  NotInHub,
  TwinRuleBroken,
  checkShape,
  checkSize,
  mergePatch,
  type DeviceKey,
  type Failure,
  type HubConnection,
  type HubModule,
  type JsonObject,
  type Twin,
  type TwinAddress,
  type TwinParts,
} from '#core';

type Verb = 'read' | 'modules' | 'patch' | 'replace';
interface Held extends TwinParts {
  writes: number;
}

/** The twins of one hub in memory. It keeps the duties of the port and passes the same conformance suite as a real one. */
export class FakeDeviceTwins extends DeviceTwins {
  /** Every call that was made, in order, also those that failed. */
  readonly calls: { verb: Verb; name: string }[] = [];
  readonly #twins = new Map<string, Held>();
  readonly #failures: Failure[] = [];
  #standing: Failure | null = null;
  #lost = false;

  /** Puts an empty twin there. */
  plant(address: TwinAddress, parts: Partial<TwinParts> = {}): void {
    this.#twins.set(nameIn(address), { desired: NOTHING, tags: NOTHING, writes: 1, ...parts });
  }

  /** The next call that is made fails so and does nothing. */
  failNext(failure: Failure): void {
    this.#failures.push(failure);
  }

  /** Every call fails so and does nothing, until null is given. */
  failAlways(failure: Failure | null): void {
    this.#standing = failure;
  }

  /** The next write takes effect, and its answer is lost. */
  loseNextAnswer(): void {
    this.#lost = true;
  }

  /** Writes as somebody else would. */
  changeBehind(address: TwinAddress, parts: Partial<TwinParts>): void {
    const held = this.#twins.get(nameIn(address))!;
    this.#twins.set(nameIn(address), { ...held, ...parts, writes: held.writes + 1 });
  }

  async read(_connection: HubConnection, address: TwinAddress): Promise<Twin | null> {
    this.#enter('read', address);
    const held = this.#twins.get(nameIn(address));
    return held ? twinOf(address, held) : null;
  }

  async modules(_connection: HubConnection, key: DeviceKey): Promise<HubModule[] | null> {
    this.#enter('modules', { key, moduleId: null });
    if (!this.#twins.has(key.deviceId)) return null;
    const names = [...this.#twins.keys()].filter((name) => name.startsWith(`${key.deviceId}/`));
    return names.map((name) => ({ moduleId: name.slice(key.deviceId.length + 1), managedBy: null, connectionState: 'Disconnected', lastActivityAt: null }));
  }

  async patch(_connection: HubConnection, address: TwinAddress, patch: { readonly [part in keyof TwinParts]?: JsonObject }, etag: string): Promise<Twin> {
    this.#enter('patch', address);
    return this.#write(address, etag, ({ desired, tags }) => ({ desired: mergePatch(desired, patch.desired ?? NOTHING), tags: mergePatch(tags, patch.tags ?? NOTHING) }));
  }

  async replace(_connection: HubConnection, address: TwinAddress, parts: TwinParts, etag: string): Promise<Twin> {
    this.#enter('replace', address);
    return this.#write(address, etag, () => parts);
  }

  #write(address: TwinAddress, etag: string, change: (held: TwinParts) => TwinParts): Twin {
    const held = this.#twins.get(nameIn(address));
    if (!held) throw new NotInHub(`There is no ${nameIn(address)}.`);
    if (etagOf(held) !== etag) throw new HubChangedUnderneath(`${nameIn(address)} has another etag.`);
    const after = { ...change(held), writes: held.writes + 1 };
    refuse(after);
    this.#twins.set(nameIn(address), after);
    if (this.#lost) {
      this.#lost = false;
      throw new HubOutcomeUnknown(`The answer to a change of ${nameIn(address)} was lost.`);
    }
    return twinOf(address, after);
  }

  #enter(verb: Verb, address: TwinAddress): void {
    this.calls.push({ verb, name: nameIn(address) });
    const failure = this.#failures.shift() ?? this.#standing;
    if (failure) throw failure;
    if (!DeviceId.safeParse(address.key.deviceId).success || ['.', '..'].includes(address.key.deviceId)) throw new HubRefusesDevice('That cannot be a device.');
  }
}

function refuse({ desired, tags }: TwinParts): void {
  try {
    for (const [part, values] of [['desired', desired], ['tags', tags]] as const) {
      checkShape(part, values, 'refused');
      checkSize(part, values);
    }
  } catch (error) {
    if (error instanceof TwinRuleBroken) throw new HubRefusesTwin(error.message);
    throw error;
  }
}

const nameIn = ({ key, moduleId }: TwinAddress): string => (moduleId === null ? key.deviceId : `${key.deviceId}/${moduleId}`);

const etagOf = ({ writes }: Held): string => Buffer.from(String(writes)).toString('base64');

const twinOf = ({ key, moduleId }: TwinAddress, held: Held): Twin => ({
  deviceId: key.deviceId,
  moduleId,
  etag: etagOf(held),
  version: held.writes + 1,
  desiredVersion: held.writes,
  reportedVersion: 1,
  status: 'enabled',
  connectionState: 'Disconnected',
  lastActivityAt: null,
  desired: held.desired,
  reported: NOTHING,
  tags: held.tags,
});
