import type { ClientRequest } from 'node:http';
import { Agent } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { TLSSocket } from 'node:tls';

export interface HubAgentOptions {
  /** The port to dial. The Host header and the TLS server name stay the hub's name alone. */
  port: number;
  lookup: LookupFunction;
  /** Certificates to trust instead of the public ones, PEM; null trusts the public ones. */
  caPem: string | null;
  /** How long a request may take from here to the last byte of its answer, waiting for a free connection included. */
  timeoutMs: number;
  maxSockets: number;
}

/** Below the 120 s after which Windows' HTTP.sys, which answers for IoT Hub, closes an idle connection. */
const IDLE_MS = 60_000;

/** An error of a request, with the one thing that tells a refused connection from a lost answer. */
export interface LineError extends Error {
  code?: string;
  /** True when the connection never came to stand, so the hub cannot have seen the request. */
  nothingSent?: boolean;
}

/** The undocumented verb by which node's client hands a request to its agent; the one place to set a limit on every request. */
interface TakesRequests {
  addRequest(request: ClientRequest, ...rest: unknown[]): void;
}
const { addRequest } = Agent.prototype as unknown as TakesRequests;

/**
 * Connections to one hub: kept alive, bounded in number, with a limit on the time of each request. The SDK's own agent has
 * none of the three: it opens a connection for each request in flight and waits for ever.
 */
export class HubAgent extends Agent {
  /** Read by node's client when a request names no port; the SDK never does. */
  readonly defaultPort: number;
  readonly #timeoutMs: number;

  constructor({ port, lookup, caPem, timeoutMs, maxSockets }: HubAgentOptions) {
    super({
      keepAlive: true,
      maxSockets,
      lookup,
      timeout: IDLE_MS,
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot turn it off.
      rejectUnauthorized: true,
      ...(caPem !== null && { ca: caPem }),
    });
    this.defaultPort = port;
    this.#timeoutMs = timeoutMs;
  }

  /** All connections lead to the one hub. Node would put a name together for each request, out of every setting and the whole certificate. */
  override getName(): string {
    return 'hub';
  }

  addRequest(request: ClientRequest, ...rest: unknown[]): void {
    this.#limit(request);
    markWhatNeverLeft(request);
    addRequest.call(this, request, ...rest);
  }

  #limit(request: ClientRequest): void {
    const tooLate = (): void => {
      request.destroy(Object.assign(new Error(`no answer in ${this.#timeoutMs} ms`), { code: 'ETIMEDOUT' }));
    };
    const timer = setTimeout(tooLate, this.#timeoutMs);
    request.once('close', () => clearTimeout(timer));
  }
}

function markWhatNeverLeft(request: ClientRequest): void {
  let connected = false;
  request.once('socket', (socket) => {
    // A connection that another request used before: it stands, and will not say so again.
    if ((socket as TLSSocket).authorized) connected = true;
    else socket.once('secureConnect', () => (connected = true));
  });
  request.prependListener('error', (error: LineError) => {
    if (!connected) error.nothingSent = true;
  });
}
