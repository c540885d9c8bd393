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
        () => editConfiguration(site),
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

/**
 * A user changes the configuration that we write too: reads it, adds a value, writes all of it. Mender knows no conditional write, so who
 * writes last wins; like a person, the user looks afterwards and puts in again what was overwritten.
 */
async function editConfiguration({ stack: { menderControl }, chance, deviceIds, edits }: Site): Promise<() => Promise<void>> {
  const deviceId = chance.pick(deviceIds);
  const edit = { volume: String(chance.between(1, 100)) };
  edits.set(deviceId, edit);
  const write = async (): Promise<void> => {
    // Of a device that was decommissioned there is none.
    const found = await menderControl.configuration(deviceId).catch(() => null);
    if (found && found.configured.volume !== edit.volume) await menderControl.configure(deviceId, { ...found.configured, ...edit });
  };
  await pause(chance.between(0, 300));
  await write();
  await pause(chance.between(300, 1_500));
  return write;
}
