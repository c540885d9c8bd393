import { setTimeout as pause } from 'node:timers/promises';
import { HOME_HUB } from '../stack/connect-tenants.js';
import { flavour, nothingToHeal, type Fault } from './fault.js';

const TEN_MINUTES_MS = 600_000;

export const CLOCK_AND_CREDENTIAL_FAULTS: readonly Fault[] = [
  {
    id: 'F27',
    title: 'The clock of a worker or of the hub is ten minutes off, or jumps',
    boundMs: 60_000,
    strike: (site) =>
      flavour(site, [
        async () => {
          for (const worker of site.stack.workers) worker.suffer({ skewMs: site.chance.pick([-TEN_MINUTES_MS, TEN_MINUTES_MS]) });
          await pause(site.chance.between(500, 1_500));
          return nothingToHeal;
        },
        async () => {
          const worker = site.chance.pick(site.stack.workers);
          for (let jump = 0; jump < 5; jump++) {
            worker.suffer({ skewMs: site.chance.between(-TEN_MINUTES_MS, TEN_MINUTES_MS) });
            await pause(150);
          }
          return nothingToHeal;
        },
        async () => {
          await site.stack.hubControl.fault({ kind: 'clock-skew', skewMs: site.chance.pick([-TEN_MINUTES_MS, TEN_MINUTES_MS]) });
          await pause(site.chance.between(500, 1_500));
          return () => site.stack.hubControl.clearFaults();
        },
      ]),
  },
  {
    id: 'F29',
    title: 'The hub refuses our credentials for a while',
    boundMs: 60_000,
    oneHubOnly: true,
    strike: async ({ stack, chance }) => {
      await stack.hubControl.fault({ hub: HOME_HUB, kind: 'status', status: 401 });
      await pause(chance.between(500, 2_000));
      return () => stack.hubControl.clearFaults();
    },
  },
];
