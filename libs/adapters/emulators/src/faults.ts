import type { SimulatedFault } from '#core';

/** A fault as an emulator takes it; the conditions that are not named fit every request. */
export type Order = Readonly<Record<string, unknown>>;

/** Longer than anybody waits without wondering, shorter than what a hub may take. */
const SLOW_MS = 5_000;

export const HUB_ORDERS: Readonly<Partial<Record<SimulatedFault, Order>>> = {
  'hub-slow': { kind: 'delay', delayMs: SLOW_MS },
  'hub-throttles': { kind: 'status', status: 429 },
  'hub-away': { kind: 'status', status: 503 },
  'hub-refuses': { kind: 'status', status: 401 },
};

export const FLEET_ORDERS: Readonly<Partial<Record<SimulatedFault, Order>>> = {
  'fleet-away': { kind: 'status', status: 503 },
};

/** Settings of the Mender emulator: with the fault, and as they are without. */
export const FLEET_SETTINGS: Readonly<Partial<Record<SimulatedFault, { broken: Order; well: Order }>>> = {
  'webhooks-lost': { broken: { dropWebhooksShare: 1 }, well: { dropWebhooksShare: 0 } },
  'devices-away': { broken: { reportDelayMs: 'never' }, well: { reportDelayMs: 200 } },
};

/** What would make it another fault than ours: one for some requests only. */
const CONDITIONS = ['path', 'method', 'device', 'operation', 'hub', 'times', 'share'];

/** Does what stands in an emulator say all that is wanted, for every request? */
export const says = (standing: Order, wanted: Order): boolean =>
  Object.entries(wanted).every(([name, value]) => standing[name] === value) && CONDITIONS.every((name) => standing[name] === undefined);
