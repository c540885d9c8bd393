import { DeviceHubs, type DeviceHub, type HubConnection } from '#core';

/** The process is dead; whatever it calls is not heard any more. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

export interface PortCall {
  verb: string;
  args: readonly unknown[];
}

/** The ports of one process, whose power is cut before or after one of the calls that it makes to them. */
export class PowerSupply {
  /** Every call that came through, in order. */
  readonly calls: PortCall[] = [];
  #dead = false;

  /** `cutAt` names a call by its number, from 1, or its verb; null never cuts. `onCall` sees each call just before it is made, and may hold it up. */
  constructor(
    private readonly cutAt: { call: number | string; when: 'before' | 'after' } | null = null,
    private readonly onCall: (call: PortCall) => void | Promise<void> = () => undefined,
  ) {}

  /** True once the power was cut. */
  get wasCut(): boolean {
    return this.#dead;
  }

  /** The same port, on this supply. Every method of it must answer with a promise. */
  feed<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => this.#call({ verb: String(name), args }, () => member.apply(target, args) as Promise<unknown>);
      },
    });
  }

  feedHubs(hubs: DeviceHubs): DeviceHubs {
    return new FedHubs(hubs, (hub) => this.feed(hub));
  }

  async #call(call: PortCall, make: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) throw new PowerCut(`${call.verb} was called without power.`);
    const number = this.calls.push(call);
    const isLast = number === this.cutAt?.call || call.verb === this.cutAt?.call;
    if (isLast && this.cutAt?.when === 'before') this.#cut(`The power was cut before ${call.verb}.`);
    await this.onCall(call);
    const answer = await make();
    if (isLast) this.#cut(`The power was cut after ${call.verb}.`);
    return answer;
  }

  #cut(message: string): never {
    this.#dead = true;
    throw new PowerCut(message);
  }
}

class FedHubs extends DeviceHubs {
  constructor(
    private readonly hubs: DeviceHubs,
    private readonly feed: (hub: DeviceHub) => DeviceHub,
  ) {
    super();
  }

  override of(connection: HubConnection): DeviceHub {
    return this.feed(this.hubs.of(connection));
  }

  override letGo(): void {
    this.hubs.letGo();
  }
}
