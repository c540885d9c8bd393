import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  raw: Buffer;
  body: any;
}

/** Somebody who receives webhooks, over real HTTP. */
export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** How it answers; 204 until it is told otherwise. */
  answer: (reply: ServerResponse, webhook: ReceivedWebhook) => void;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts);
      const webhook = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw.toString()) as unknown };
      receiver.received.push(webhook);
      receiver.answer(reply, webhook);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: (reply) => void reply.writeHead(204).end(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return receiver;
}
