import { createHmac } from 'node:crypto';
import { request } from 'node:https';

import { readPolicyConnectionString } from '#core';

/** Where a hub of a test is reached, and with which rights. */
export interface HubAddress {
  connectionString: string;
  /** Dialled instead of the hub's name; null dials the name. */
  gateway: { host: string; port: number } | null;
  caPem: string | null;
}

export interface Answer {
  status: number;
  /** The JSON of the answer, or null. */
  body: unknown;
}

/**
 * Somebody else at the same hub: puts and sees what the port does not show, over plain HTTPS, so that no error of the adapter
 * can hide itself.
 */
export class Administrator {
  constructor(private readonly address: HubAddress) {}

  /** One call; `path` without the version. Rejects when there is no answer. */
  call(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { gateway, caPem, connectionString } = this.address;
    const { hostName } = readPolicyConnectionString(connectionString);
    const options = {
      method,
      host: gateway?.host ?? hostName,
      port: gateway?.port ?? 443,
      servername: hostName,
      path: path.startsWith('/emulator') ? path : `${path}?api-version=2021-04-12`,
      headers: { Host: hostName, Authorization: this.#signature(), 'Content-Type': 'application/json', ...headers },
      agent: false,
      ...(caPem !== null && { ca: caPem }),
    } as const;
    return new Promise((resolve, reject) => {
      const outgoing = request(options, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text === '' ? null : (JSON.parse(text) as unknown) }));
      });
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** The same, for a call that must succeed. Rejects otherwise. */
  async done<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const answer = await this.call(method, path, body, headers);
    if (answer.status < 300) return answer.body as T;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  #signature(): string {
    const { hostName, policyName, key } = readPolicyConnectionString(this.address.connectionString);
    const expiry = Math.ceil(Date.now() / 1000) + 600;
    const resource = encodeURIComponent(hostName);
    const signature = createHmac('sha256', Buffer.from(key.reveal(), 'base64')).update(`${resource}\n${expiry}`).digest('base64');
    return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${policyName}`;
  }
}
