import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { OWN_VALUES } from '../run/own-values.js';
import type { Site } from '../run/site.js';
import { nothingToHeal, type Fault } from './fault.js';
import { anyPoison } from './poison.js';

const SERVED = [200, 201, 202, 204] as const;
/** A forged or malformed request must neither be taken nor break anything. */
const BROKEN = [500, 502, 504] as const;

export const WEBHOOK_FAULTS: readonly Fault[] = [
  {
    id: 'F22',
    title: 'Webhooks come many times',
    boundMs: 15_000,
    strike: async ({ stack, chance }) => {
      stack.office.mail = { lostShare: 0, copies: chance.pick([2, 5, 20, 100]), shuffleMs: chance.pick([0, 200]) };
      await pause(300);
      return nothingToHeal;
    },
  },
  {
    id: 'F23',
    title: 'Webhooks overtake each other, and come late',
    boundMs: 15_000,
    strike: async ({ stack, chance }) => {
      stack.office.mail = { lostShare: 0, copies: 2, shuffleMs: chance.between(300, 1_500) };
      await pause(500);
      return nothingToHeal;
    },
  },
  {
    id: 'F24',
    title: 'Webhooks are lost: a tenth of them, or all for a while',
    boundMs: 16 * 60_000,
    strike: async ({ stack, chance }) => {
      stack.office.mail = { lostShare: chance.pick([0.1, 0.5, 1]), copies: 1, shuffleMs: 0 };
      await pause(chance.between(300, 1_500));
      return nothingToHeal;
    },
  },
  {
    id: 'F25',
    title: 'Events that nobody can read',
    boundMs: 15_000,
    oneHubOnly: true,
    strike: async ({ stack, chance, probes }) => {
      const door = stack.tenants.default;
      const url = `${stack.apiUrl}/webhooks/${door.sourceId}`;
      for (let times = chance.between(3, 10); times > 0; times--) {
        const { what, body } = anyPoison(chance);
        probes.push({ what, mustNot: BROKEN, status: await stack.office.post({ url }, body, stack.office.signed(door, body)) });
      }
      return nothingToHeal;
    },
  },
  {
    id: 'F26',
    title: 'Forged, altered and replayed signatures',
    boundMs: 15_000,
    strike: async (site) => {
      for (let times = site.chance.between(3, 10); times > 0; times--) await forge(site);
      return nothingToHeal;
    },
  },
];

const STORM = 150;

/** As many as one bulk of the fleet manager lets in. The hundred thousand are a bench: `npm run bench -- catch-up`. */
export const STORM_FAULT: Fault = {
  id: 'F38',
  title: 'A storm of accepted devices',
  boundMs: 60_000,
  strike: async (site) => {
    const { menderControl } = site.stack;
    const ids = Array.from({ length: STORM }, (_, index) => `${site.deviceIds[0]!}-storm-${index}`);
    site.add(ids);
    await Promise.all(ids.map((id) => menderControl.configure(id, OWN_VALUES)));
    await site.together('make', ids);
    await site.together('accept', ids);
    return nothingToHeal;
  },
};

async function forge({ stack, chance, probes, deviceIds }: Site): Promise<void> {
  const { sourceId, secret } = stack.tenants.default;
  const url = `${stack.apiUrl}/webhooks/${sourceId}`;
  const event = { id: randomUUID(), type: 'device-decommissioned', data: { id: chance.pick(deviceIds) }, time: new Date().toISOString() };
  const body = JSON.stringify(event);
  const right = stack.office.signed({ secret }, body);
  const signature = right['x-men-signature']!;
  const altered = signature.startsWith('0') ? `1${signature.slice(1)}` : `0${signature.slice(1)}`;
  const ways: readonly (readonly [what: string, headers: Record<string, string>, body: string])[] = [
    ['no signature', {}, body],
    ['a wrong secret', stack.office.signed({ secret: 'ab'.repeat(32) }, body), body],
    ['one bit of the signature', { ...right, 'x-men-signature': altered }, body],
    ['one letter of the body', right, body.replace('decommissioned', 'decommissioneD')],
    ['a signature cut short', { ...right, 'x-men-signature': signature.slice(0, 32) }, body],
    ['a hundred signatures', { ...right, 'x-men-signature': Array.from({ length: 100 }, () => altered).join(',') }, body],
    ['the neighbour’s secret', stack.office.signed(stack.tenants.neighbour, body), body],
  ];
  const [what, headers, sent] = chance.pick(ways);
  probes.push({ what: `a webhook with ${what}`, mustNot: [...SERVED, ...BROKEN], status: await stack.office.post({ url }, sent, headers) });
}
