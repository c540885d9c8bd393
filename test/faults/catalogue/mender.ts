import { setTimeout as pause } from 'node:timers/promises';
import type { Site } from '../run/site.js';
import { flavour, nothingToHeal, type Fault } from './fault.js';

export const MENDER_FAULTS: readonly Fault[] = [
  {
    id: 'F33',
    title: 'Mender is away, busy, refuses our token, or its user edits the same configuration',
    boundMs: 60_000,
    strike: (site) =>
      flavour(site, [
        () => order(site, { kind: 'status', status: site.chance.pick([500, 502, 503]) }),
        () => order(site, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }),
        () => order(site, { kind: 'status', status: 401 }),
        () => order(site, { kind: 'reset', when: site.chance.pick(['before', 'after'] as const) }),
        () => order(site, { kind: 'delay', delayMs: site.chance.between(200, 2_000), when: site.chance.pick(['before', 'after'] as const) }),
        async () => {
          await site.stack.proxies.mender.refuse();
          await pause(site.chance.between(300, 1_500));
          return nothingToHeal;
        },
      ]),
  },
];

async function order({ stack, chance }: Site, fault: Record<string, unknown>): Promise<() => Promise<void>> {
  await stack.menderControl.fault({ path: '^/api/', ...fault });
  await pause(chance.between(300, 1_500));
  return () => stack.menderControl.clearFaults();
}
