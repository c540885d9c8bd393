import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { isControl, serveControl } from '../control/serve-control.js';
import type { KeyPair } from '../tls/issue-certificates.js';
import type { Emulator } from './emulator.js';
import { serveHub } from './serve-hub.js';

/** A device may show a certificate; which one is good is the hub's business, not that of TLS. */
const ASK_DEVICES = { requestCert: true, rejectUnauthorized: false };
/** Longer than a client is likely to keep an idle connection, so that the client closes it and no request meets a closing socket. */
const KEEP_ALIVE_MS = 120_000;
/** How long a stop waits for the answers under way. */
const LAST_ANSWERS_MS = 500;

export interface Listening {
  readonly port: number;
  /** Closes the port. Idle connections end at once, busy ones when they are answered, or after half a second. */
  close(): Promise<void>;
}

/** Opens the port. Rejects with the port's error (EADDRINUSE, EACCES). */
export async function listen(emulator: Emulator, { certPem, keyPem }: KeyPair, at: { port: number; host: string }): Promise<Listening> {
  const server = createServer({ cert: certPem, key: keyPem, minVersion: 'TLSv1.2', ...ASK_DEVICES }, (request, response) => {
    serve(emulator, request, response).catch((error: unknown) => {
      if (!isGone(error)) emulator.onProblem(error);
      request.socket.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.listen(at.port, at.host);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function serve(emulator: Emulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return isControl(request.url ?? '/') ? serveControl(emulator, request, response) : serveHub(emulator, request, response);
}

/** The caller went away before its request was read, or the stop cut a delay short: nothing is left to answer. */
function isGone(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ABORT_ERR';
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(timer);
}
