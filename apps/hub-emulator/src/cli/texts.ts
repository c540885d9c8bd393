import type { RunningHubEmulator } from '../start-hub-emulator.js';
import { SWITCH_NAMES } from '../switches.js';

/** The answer to --help. */
export const USAGE = `Usage: hub-emulator [options]

Emulates the service endpoint of Azure IoT Hub over HTTPS: device identities, bulk registry, device twins.

  --port NUMBER        port to listen on; 0 takes any free one (default 8443)
  --host ADDRESS       address to listen on (default 127.0.0.1; the control API needs no password)
  --hub NAME           host name of a hub; may be repeated (default lockstep.azure-devices.net)
  --data FOLDER        keep certificates, keys and devices there; without it all is forgotten at the end
  --switch NAME=VALUE  settle one open question about the real service; may be repeated
  --help               this text

Switches: ${SWITCH_NAMES.join(', ')}
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
