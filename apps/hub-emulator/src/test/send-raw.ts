import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { signSas } from '../access/verify-sas.js';
import type { RunningHubEmulator } from '../start-hub-emulator.js';

/** What came over the wire, taken for what the test expects: a wrong guess fails the test. */
export type Wire = any;

/** One request, written by hand. */
export interface RawRequest {
  readonly method?: string;
  /** With the query, exactly as it goes out. */
  readonly path: string;
  readonly headers?: Record<string, string>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Value of the Host header; by default the first hub. */
  readonly hub?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body, when it is JSON. */
  readonly json: Wire;
}

export const VERSION = 'api-version=2021-04-12';

/** Sends one request over a connection of its own. Rejects when the connection breaks. */
export function sendRaw(
  { port, caPem, hostNames }: RunningHubEmulator,
  { method = 'GET', path, headers = {}, body, hub = hostNames[0]! }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, ca: caPem, servername: 'localhost', method, path, agent: false, headers: { host: hub, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = incoming.headers['content-type']?.startsWith('application/json') && text !== '';
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: isJson ? JSON.parse(text) : undefined });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

/** A token for a resource that is already URL-encoded; without a policy it is a device's own. */
export function makeToken(sr: string, key: string, { policy, lives = 3600 }: { policy?: string; lives?: number } = {}): string {
  const se = String(Math.floor(Date.now() / 1000) + lives);
  const sig = encodeURIComponent(signSas(sr, se, key));
  return `SharedAccessSignature sr=${sr}&sig=${sig}&se=${se}${policy ? `&skn=${policy}` : ''}`;
}

/** The header of a policy of the first hub. */
export function authorize(emulator: RunningHubEmulator, policy = 'iothubowner'): { authorization: string } {
  const [, host = '', key = ''] = /^HostName=(.+?);.*SharedAccessKey=(.+)$/.exec(emulator.connectionString(undefined, policy)) ?? [];
  return { authorization: makeToken(host, key, { policy }) };
}
