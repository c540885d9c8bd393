import { Agent, request } from 'node:https';

export const HUB_HOST = 'lockstep.azure-devices.net';

/** Where a hub emulator listens, and whom to trust there. */
export interface HubAddress {
  port: number;
  caPem: string;
}

export interface HubCalls {
  /** Answers with the status and the JSON of the answer, null when it has no body. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
  close(): void;
}

/** Plain requests to a hub emulator, past our own code and the SDK. */
export function openHubCalls({ port, caPem }: HubAddress): HubCalls {
  const agent = new Agent({ keepAlive: true, ca: caPem });
  return {
    call: (method, path, body, headers = {}) =>
      new Promise((done, failed) => {
        const text = body === undefined ? '' : JSON.stringify(body);
        const standing = { host: HUB_HOST, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
        const asked = request({ host: '127.0.0.1', servername: HUB_HOST, port, agent, method, path, headers: { ...standing, ...headers } }, (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            const answer = Buffer.concat(parts).toString();
            done({ status: response.statusCode ?? 0, body: answer ? (JSON.parse(answer) as unknown) : null });
          });
        });
        asked.once('error', failed);
        asked.end(text);
      }),
    close: () => agent.destroy(),
  };
}
