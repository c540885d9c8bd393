import { fits, lagOf, type Fault, type FaultOrder, type Meeting } from './fault.js';

/** The faults that were ordered and are not used up. */
export class StandingFaults {
  #faults: Fault[] = [];
  #latestId = 0;

  /** @param random from 0 to 1, for orders that meet only a share. */
  constructor(private readonly random: () => number = Math.random) {}

  add(order: FaultOrder): Fault {
    const fault: Fault = { id: (this.#latestId += 1), order, met: 0 };
    this.#faults.push(fault);
    return fault;
  }

  /** The first order that fits, in the order of their arrival; meeting it uses it up by one. */
  take(meeting: Meeting): FaultOrder | undefined {
    const fault = this.#faults.find(({ order }) => fits(order, meeting) && this.falls(order.share));
    if (!fault) return undefined;
    fault.met += 1;
    if (fault.met === fault.order.times) this.#faults = this.#faults.filter((other) => other !== fault);
    return fault.order;
  }

  /** The longest time that a standing order wants queries to look back. Milliseconds. */
  longestLagMs(): number {
    return Math.max(0, ...this.#faults.map(({ order }) => lagOf(order)));
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Takes back one order; answers whether it stood. */
  remove(id: number): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
  }

  private falls(share = 1): boolean {
    return share === 1 || this.random() < share;
  }
}
