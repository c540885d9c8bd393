import { createServer } from 'node:net';
import { CannotStart } from './cannot-start.js';
import type { PortSetting } from './settings.js';

/** Everything here listens on this address only: nobody else on the network reaches it. */
export const LOOPBACK = '127.0.0.1';

/** Throws CannotStart, naming the first port that we cannot have. Any free port will do for 0. */
export async function checkPorts(ports: readonly PortSetting[]): Promise<void> {
  for (const { variable, port } of ports) {
    const problem = await tryListening(port);
    if (problem === 'EADDRINUSE') throw new CannotStart(`Port ${port} is taken. Stop what uses it, or set ${variable} to a free one.`);
    if (problem) throw new CannotStart(`Port ${port} cannot be opened (${problem}). Set ${variable} to another one.`);
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ port: 0, host: LOOPBACK }, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}

function tryListening(port: number): Promise<string | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
