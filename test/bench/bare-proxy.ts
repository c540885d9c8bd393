/**
 * The least that can stand between a caller and the hub: it signs and forwards, asks nobody who calls, and looks nothing up. What it
 * adds is what this machine takes for one more process in between, so the rest of what our API adds is our own.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Agent, request } from 'node:https';
import type { AddressInfo } from 'node:net';

const [port, servername, caFile, authorization] = process.argv.slice(2) as [string, string, string, string];
const agent = new Agent({ keepAlive: true, ca: readFileSync(caFile, 'utf8'), maxSockets: 32 });

const server = createServer((asked, answer) => {
  const forwarded = { agent, host: '127.0.0.1', port, servername, path: asked.url, headers: { host: servername, authorization } };
  request(forwarded, (reply) => {
    answer.writeHead(reply.statusCode!, { 'content-type': 'application/json' });
    reply.pipe(answer);
  }).end();
});
server.listen(0, '127.0.0.1', () => process.send!({ type: 'ready', port: (server.address() as AddressInfo).port }));
process.once('SIGTERM', () => process.exit(0));
