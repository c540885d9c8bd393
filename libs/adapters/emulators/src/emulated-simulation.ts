import { Simulation, type FleetAction, type ListedStatus, type SimulatedDevice, type SimulatedFault, type SimulatedSelection, type SimulatedSurroundings } from '#core';
import { ControlCalls } from './control-calls.js';
import { FLEET_ORDERS, FLEET_SETTINGS, HUB_ORDERS, says, type Order } from './faults.js';

/** Where the control APIs of both emulators are. */
export interface EmulatorAddresses {
  mender: string;
  hub: string;
  hubCaPem: string | null;
}

interface Standing {
  id: string | number;
  order: Order;
}

/** The simulation that `npm start` runs on: both emulators, by their control APIs. What is broken stands there and nowhere else. */
export class EmulatedSimulation extends Simulation {
  readonly #mender: ControlCalls;
  readonly #hub: ControlCalls;

  constructor({ mender, hub, hubCaPem }: EmulatorAddresses) {
    super();
    this.#mender = new ControlCalls('The Mender emulator', mender);
    this.#hub = new ControlCalls('The hub emulator', hub, hubCaPem);
  }

  override async look(): Promise<SimulatedSurroundings> {
    const [overview, settings, hubFaults, fleetFaults] = await Promise.all([this.#mender.get('/emulator'), this.#mender.get('/emulator/settings'), this.#hubFaults(), this.#fleetFaults()]);
    const broken = [
      ...standingOf(HUB_ORDERS, hubFaults),
      ...standingOf(FLEET_ORDERS, fleetFaults),
      ...Object.entries(FLEET_SETTINGS).flatMap(([fault, { broken }]) => (says(settings as Order, broken) ? [fault as SimulatedFault] : [])),
    ];
    return { devices: (overview as { statuses: SimulatedSurroundings['devices'] }).statuses, broken };
  }

  override async list({ after, limit, status }: { after: string | null; limit: number; status: ListedStatus | null }): Promise<SimulatedDevice[]> {
    const query = new URLSearchParams({ limit: String(limit), ...(after !== null && { after }), ...(status !== null && { status }) });
    const { devices } = (await this.#mender.get(`/emulator/devices?${query}`)) as { devices: { id: string; status: ListedStatus }[] };
    return devices.map(({ id, status: has }) => ({ deviceId: id, status: has }));
  }

  override async add(count: number): Promise<string[]> {
    return ((await this.#mender.send('POST', '/emulator/devices', { count })) as { ids: string[] }).ids;
  }

  override async change(action: FleetAction, which: SimulatedSelection): Promise<number> {
    return ((await this.#mender.send('POST', '/emulator/bulk', { action, ...which })) as { changed: number }).changed;
  }

  override async set(fault: SimulatedFault, broken: boolean): Promise<void> {
    const setting = FLEET_SETTINGS[fault];
    if (setting) return void (await this.#mender.send('PUT', '/emulator/settings', broken ? setting.broken : setting.well));
    if (HUB_ORDERS[fault]) return this.#order(this.#hub, await this.#hubFaults(), broken ? Object.values(HUB_ORDERS) : [HUB_ORDERS[fault]], broken ? HUB_ORDERS[fault] : null);
    if (FLEET_ORDERS[fault]) return this.#order(this.#mender, await this.#fleetFaults(), [FLEET_ORDERS[fault]], broken ? FLEET_ORDERS[fault] : null);
  }

  override async mend(): Promise<void> {
    const well = Object.assign({}, ...Object.values(FLEET_SETTINGS).map((setting) => setting.well)) as Order;
    await Promise.all([this.#hub.send('DELETE', '/emulator/faults'), this.#mender.send('DELETE', '/emulator/faults'), this.#mender.send('PUT', '/emulator/settings', well)]);
  }

  /** Closes every connection. May be called again. */
  async close(): Promise<void> {
    await Promise.all([this.#hub.close(), this.#mender.close()]);
  }

  /** Takes back those that stand of `gone`, and orders `next`. */
  async #order(emulator: ControlCalls, standing: readonly Standing[], gone: readonly Order[], next: Order | null): Promise<void> {
    for (const { id, order } of standing) {
      if (gone.some((one) => says(order, one))) await emulator.send('DELETE', `/emulator/faults/${id}`);
    }
    if (next) await emulator.send('POST', '/emulator/faults', next);
  }

  async #hubFaults(): Promise<Standing[]> {
    return ((await this.#hub.get('/emulator/faults')) as { faults: Standing[] }).faults;
  }

  async #fleetFaults(): Promise<Standing[]> {
    return ((await this.#mender.get('/emulator/faults')) as ({ id: string } & Order)[]).map((fault) => ({ id: fault.id, order: fault }));
  }
}

const standingOf = (orders: Readonly<Partial<Record<SimulatedFault, Order>>>, standing: readonly Standing[]): SimulatedFault[] =>
  Object.entries(orders).flatMap(([fault, wanted]) => (standing.some(({ order }) => says(order, wanted)) ? [fault as SimulatedFault] : []));
