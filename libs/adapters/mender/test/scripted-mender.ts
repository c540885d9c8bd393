import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect } from '@jest/globals';
import { Clock, Failure, Secret, type FleetConnection } from '#core';

export const NOW = new Date('2026-03-01T10:00:00Z');
export const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.very-secret-token.sig';
export const DEVICE = '769e5a83-0c3b-4d8e-9f0e-0a5e5b7b9f01';
export const DEPLOYMENT = 'c2b8a5a0-3d0a-4d4a-9d55-1d1f3f0f6a11';

export class StillClock extends Clock {
  now = (): Date => NOW;
  random = (): number => 0;
}

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server that answers as the test says, and remembers what it was asked and over how many connections. */
export class ScriptedMender {
  readonly seen: SeenRequest[] = [];
  readonly sockets = new Set<Socket>();
  /** What the next requests are answered with. */
  respond: (response: ServerResponse) => void = (response) => json(response, 500, { error: 'nothing was scripted' });
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      this.sockets.add(request.socket);
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { method = '', url = '', headers } = request;
      this.seen.push({ method, url, headers, body: Buffer.concat(parts).toString() });
      this.respond(response);
    });
  }

  static async start(): Promise<ScriptedMender> {
    const mender = new ScriptedMender();
    mender.#server.listen(0, '127.0.0.1');
    await once(mender.#server, 'listening');
    return mender;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  connection(odd: Partial<FleetConnection> = {}): FleetConnection {
    return { tenantId: 'default', url: this.url, token: new Secret(TOKEN), trouble: null, revision: 1, ...odd };
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

export const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
};

/** The named failure that a call ends with. */
export async function failureOf(run: Promise<unknown>): Promise<Failure> {
  const thrown = await run.then(() => 'nothing was thrown', (error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  return thrown as Failure;
}
