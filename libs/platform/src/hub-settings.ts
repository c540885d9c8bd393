import { readFileSync } from 'node:fs';
import type { Env } from './env.js';

/** How hubs are reached, as the adapter takes it. Throws when the file of LOCKSTEP_HUB_CA cannot be read. */
export const hubSettingsOf = (env: Env) => ({
  allowedHosts: env.LOCKSTEP_HUB_HOSTS,
  gateway: env.LOCKSTEP_HUB_GATEWAY ?? null,
  caPem: env.LOCKSTEP_HUB_CA ? readFileSync(env.LOCKSTEP_HUB_CA, 'utf8') : null,
  timeoutMs: env.LOCKSTEP_HUB_TIMEOUT_MS,
});

/** Where the emulators of a simulated fleet are looked after; null where nothing is simulated. */
export function simulationOf(env: Env): { mender: string; hub: string; hubCaPem: string | null } | null {
  const { gateway, caPem } = hubSettingsOf(env);
  if (env.LOCKSTEP_SIMULATION === undefined || gateway === null) return null;
  return { mender: env.LOCKSTEP_SIMULATION, hub: `https://${gateway.host.includes(':') ? `[${gateway.host}]` : gateway.host}:${gateway.port}`, hubCaPem: caPem };
}
