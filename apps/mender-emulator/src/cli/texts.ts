import { join } from 'node:path';
import type { MenderEmulatorOptions, RunningMenderEmulator } from '../index.js';

/** The answer to --help. */
export const USAGE = `Usage: mender-emulator [options]

Emulates the device management server Mender as another service meets it: devices, configurations, webhooks.

  --port NUMBER         port to listen on; 0 takes any free one (default 8081)
  --host ADDRESS        address to listen on (default 127.0.0.1; the control API needs no password)
  --data FOLDER         keep the fleet and the token there; without it all is forgotten at the end
  --token TOKEN         bearer token of the management API (default: the one kept in the data folder, else random)
  --webhook-url URL     where events are sent
  --webhook-secret HEX  secret that signs the events
  --help                this text
`;

/** What a person needs to know after the start. Shows the token only when it would otherwise be known to nobody. */
export function greeting({ url, token }: RunningMenderEmulator, options: MenderEmulatorOptions): string {
  const { dataDir, webhook } = options;
  const file = dataDir === undefined ? undefined : join(dataDir, 'token');
  const isNews = options.token === undefined && file === undefined;
  const tokenInShell = isNews ? token : options.token === undefined ? `$(cat '${file}')` : '$TOKEN';
  return [
    `The Mender emulator listens on ${url}; open it in a browser to see the fleet.`,
    dataDir === undefined ? 'The fleet lives in memory and is forgotten at the end.' : `The fleet is kept in ${dataDir}.`,
    ...(webhook ? [`Events are sent to ${webhook.url}.`] : []),
    'Try first:',
    `  curl -H "Authorization: Bearer ${tokenInShell}" ${url}/api/management/v2/devauth/devices`,
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
}
