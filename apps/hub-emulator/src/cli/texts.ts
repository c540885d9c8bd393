import type { RunningHubEmulator } from '../start-hub-emulator.js';
import { SWITCH_NAMES } from '../switches.js';

/** The answer to --help. */
export const USAGE = `Usage: hub-emulator [options]

Emulates the service endpoint of Azure IoT Hub over HTTPS: device identities, bulk registry, modules,
twins, queries and jobs, with the limits of each edition.

  --port NUMBER        port to listen on; 0 takes any free one (default 8443)
  --host ADDRESS       address to listen on (default 127.0.0.1; the control API needs no password)
  --hub NAME           host name of a hub; may be repeated (default lockstep.azure-devices.net)
  --data FOLDER        keep certificates, keys, devices and jobs there; without it all is forgotten at the end
  --entra-issuer URL   take tokens of this issuer, beside shared access signatures
  --entra-audience A   their audience (default https://iothubs.azure.net)
  --entra-jwks FILE    their keys: a file or a URL
  --entra-role S=ROLE  gives a subject one of the hub's built-in roles; may be repeated
  --device-ca FILE     devices with a certificate of this authority (PEM) may sign in; may be repeated
  --blobs FOLDER       stands in for blob storage in imports and exports (default: blobs in the data folder)
  --sku SKU            limit callers as this edition does: F1, B1, B2, B3, S1, S2 or S3 (default: no limits)
  --units NUMBER       units of the edition, 1 to 200 (default 1)
  --time-scale NUMBER  how many times as fast as real time limits and quotas live (default 1)
  --switch NAME=VALUE  settle one open question about the real service; may be repeated
  --help               this text

Switches: ${SWITCH_NAMES.join(', ')}

While it runs, the control API (https://localhost:PORT/emulator/...) orders faults, changes edition, switches and the pace
of time, lets another client use up a share of a limit, and tells what was asked, used and refused in each minute. It is
described in apps/hub-emulator/README.md.
`;

/** What a person needs to know after the start. */
export function greeting(emulator: RunningHubEmulator, { host, caFile }: { host: string; caFile: string }): string {
  const address = `https://${host}:${emulator.port}`;
  const hubs = emulator.hostNames.map((name) => `  ${emulator.connectionString(name)}`);
  return [
    `The hub emulator listens on ${address}.`,
    `CA certificate to trust: ${caFile}`,
    `Connection string${hubs.length > 1 ? 's' : ''}:`,
    ...hubs,
    'Try first:',
    `  curl --cacert '${caFile}' https://localhost:${emulator.port}/emulator/hubs`,
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
}
