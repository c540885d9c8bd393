import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from '../run/site.js';
import { HOME_HUB } from '../stack/connect-tenants.js';
import { meddle } from './meddle.js';
import { flavour, nothingToHeal, type Fault, type Heal } from './fault.js';

/** Longer than we wait for an answer of the hub. */
const TOO_LATE_MS = 2_600;
/** Some three failures in a row of the same device. */
const PATIENCE_MS = 8_000;
const WRITES = [{ method: 'POST' }, { method: 'PUT' }, { method: 'DELETE' }, {}] as const;

type Order = Record<string, unknown>;

/** Orders a fault of our own hub for a while. */
async function order(site: Site, orders: Order | readonly Order[], { least = 300, most = 1_500 } = {}): Promise<Heal> {
  for (const one of [orders].flat()) await site.stack.hubControl.fault({ hub: HOME_HUB, ...one });
  await pause(site.chance.between(least, most));
  return () => site.stack.hubControl.clearFaults();
}

/** While all others get through, the hub fails one device: long enough to see how it asks less and less often. */
async function failForOne(site: Site): Promise<void> {
  const known = site.deviceIds.filter((deviceId) => site.models.get(deviceId)!.moves.length > 0);
  if (known.length === 0) return;
  const deviceId = site.chance.pick(known);
  const heal = await order(site, { kind: 'status', status: 503, device: deviceId }, { least: 0, most: 0 });
  await site.wake(deviceId);
  await pause(PATIENCE_MS);
  await heal();
}

export const HUB_FAULTS: readonly Fault[] = [
  {
    id: 'F12',
    title: 'The hub answers 429 to everything',
    boundMs: 60_000,
    oneHubOnly: true,
    strike: (site) =>
      flavour(site, [
        () => order(site, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }),
        () => order(site, { kind: 'status', status: 429, share: 0.5, headers: { 'retry-after': '2' } }),
        () => order(site, { kind: 'status', status: 429, times: site.chance.between(1, 3) }),
      ]),
  },
  {
    id: 'F13',
    title: 'Another client uses half of what the hub allows',
    boundMs: 60_000,
    strike: async ({ stack, chance }) => {
      const hub = `/emulator/hubs/${HOME_HUB}`;
      await stack.hubCalls.call('PATCH', `${hub}/throttle`, { sku: 'S3', units: 10, burstMinutes: 0 });
      await stack.hubCalls.call('POST', `${hub}/foreign-load`, { category: 'registry', share: 0.5 });
      await pause(chance.between(500, 1_500));
      return async () => {
        await stack.hubCalls.call('POST', `${hub}/foreign-load`, { category: 'registry', share: 0 });
      };
    },
  },
  {
    id: 'F14',
    title: 'The hub fails by itself: one, a third or all of its answers',
    boundMs: 60_000,
    oneHubOnly: true,
    strike: async (site) => {
      await failForOne(site);
      return order(site, { kind: 'status', status: site.chance.pick([500, 503, 504]), share: site.chance.pick([0.05, 0.3, 1]) });
    },
  },
  {
    id: 'F15',
    title: 'The hub answers too late, and does what was asked all the same',
    // A create that takes effect after the delete that followed it leaves an identity that only a sweep finds.
    boundMs: 16 * 60_000,
    strike: (site) => order(site, { kind: 'delay', delayMs: TOO_LATE_MS, share: 0.7, ...site.chance.pick(WRITES) }, { least: 1_000, most: 3_000 }),
  },
  {
    id: 'F16',
    title: 'The connection breaks after a change took effect, at the hub or at Mender',
    boundMs: 60_000,
    strike: (site) =>
      flavour(site, [
        () => order(site, { kind: 'reset-after', share: 0.6, ...site.chance.pick(WRITES) }),
        async () => {
          await site.stack.menderControl.fault({ kind: 'reset', when: 'after', path: 'deviceconfig', method: site.chance.pick(['PUT', 'POST'] as const) });
          await pause(site.chance.between(500, 1_500));
          return nothingToHeal;
        },
        async () => {
          site.stack.proxies.hub.set({ swallows: 'answers' });
          await pause(site.chance.between(300, 2_500));
          return nothingToHeal;
        },
      ]),
  },
  {
    id: 'F17',
    title: 'Answers are cut, are pages of something else, or have another type',
    boundMs: 60_000,
    strike: (site) =>
      flavour(site, [
        () => order(site, { kind: 'truncate', share: 0.6 }),
        () => order(site, { kind: 'wrong-type', share: 0.6 }),
        () => order(site, { kind: 'status', status: 200, body: '<html>Please sign in</html>', headers: { 'content-type': 'text/html' }, share: 0.6 }),
        () => order(site, { kind: 'half-close', share: 0.6 }),
        async () => {
          site.stack.proxies.hub.set({ cutAfterBytes: site.chance.between(0, 3_000), cutBy: site.chance.pick(['reset', 'half-close'] as const) });
          await pause(site.chance.between(300, 1_500));
          return nothingToHeal;
        },
      ]),
  },
  {
    id: 'F18',
    title: 'The hub is slow, near or far',
    boundMs: 30_000,
    oneHubOnly: true,
    strike: (site) => order(site, { kind: 'delay', delayMs: site.chance.between(200, 1_500) }, { least: 1_000, most: 2_500 }),
  },
  {
    id: 'F19',
    title: 'Somebody else changes identities between our look and our change',
    boundMs: 60_000,
    spares: ['I5'],
    strike: async (site) => {
      const until = Date.now() + site.chance.between(500, 1_500);
      while (Date.now() < until) {
        await meddle(site, 'touch');
        await pause(20);
      }
      return nothingToHeal;
    },
  },
  {
    id: 'F20',
    title: 'What queries show is ten minutes old',
    boundMs: 30_000,
    strike: async ({ stack }) => {
      await stack.hubCalls.call('PATCH', '/emulator/switches', { queryLagMs: 600_000 });
      await pause(500);
      return async () => void (await stack.hubCalls.call('PATCH', '/emulator/switches', { queryLagMs: 0 }));
    },
  },
  {
    id: 'F21',
    title: 'Somebody else deletes an identity, or makes it anew with other keys',
    boundMs: 16 * 60_000,
    spares: ['I5', 'I6'],
    strike: async (site) => {
      const deviceId = await meddle(site, site.chance.pick(['delete', 'replace'] as const));
      // An operator may see it before the sweep does.
      return async () => {
        if (deviceId && site.chance.isLucky(0.3)) await site.wake(deviceId);
      };
    },
  },
];

