import type { Addresses } from './publish-addresses.js';
import { shown, type Home } from './places.js';

/** What a person needs to know when all is ready. */
export function readyText(home: Home, { apiUrl, hub, mender, queue, tokens }: Addresses, seconds: number): string {
  return [
    `Lockstep is ready (${seconds.toFixed(1)} s).`,
    '',
    `  Open this         ${apiUrl}/#token=${tokens.admin}  (then press Sign in; keep it to yourself)`,
    `  API               ${apiUrl}`,
    `  Mender emulator   ${mender.url}  (a page for your browser)`,
    `  Hub emulator      https://${hub.gateway}  (as ${hub.hostName})`,
    `  Queue             ${queue === 'redis' ? 'in Redis' : 'in PostgreSQL'}`,
    `  Addresses, keys   ${shown(home.addresses)}`,
    `  Logs              ${shown(home.logs)}`,
    '',
    `Try first: accept devices and break things on the page "Simulated fleet" (${apiUrl}/simulation), or let three devices in from here.`,
    '',
    `  curl -sS -w '\\n' ${mender.url}/emulator/devices -d '{"count":3}'`,
    `  curl -sS -w '\\n' ${mender.url}/emulator/bulk -d '{"action":"accept","all":true}'`,
    `  curl -sS -w '\\n' -H 'Authorization: Bearer ${tokens.viewer}' ${apiUrl}/api/v1/devices`,
    '',
    'Ctrl-C stops everything; start again and it goes on with the same data.',
    '',
  ].join('\n');
}
