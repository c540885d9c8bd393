import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookEvent } from '../src/webhooks/device-event.js';
import { waitUntil } from './wait-until.js';

export interface ReceivedEvent {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  readonly event: WebhookEvent;
}

/** A real HTTP server that takes webhooks. Answers 202 unless told otherwise; `hang` leaves requests without an answer. */
export class WebhookReceiver {
  readonly received: ReceivedEvent[] = [];
  mostAtOnce = 0;
  answer: number | 'hang' = 202;
  private atOnce = 0;

  private readonly server = createServer(async (request, response) => {
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    response.once('close', () => (this.atOnce -= 1));
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString('utf8');
    this.received.push({ headers: request.headers, raw, event: JSON.parse(raw) as WebhookEvent });
    if (this.answer !== 'hang') response.writeHead(this.answer).end();
  });

  private constructor(readonly secret: string) {}

  static async start(secret = '5ec2e7'): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver(secret);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get webhook(): { url: string; secret: string } {
    return { url: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`, secret: this.secret };
  }

  /** Waits for as many events and answers all that came, oldest first, cleared from here. */
  async take(count: number, seconds?: number): Promise<WebhookEvent[]> {
    await waitUntil(`${count} events`, () => this.received.length >= count, seconds);
    return this.received.splice(0).map(({ event }) => event);
  }

  signatureOf(raw: string): string {
    return createHmac('sha256', Buffer.from(this.secret, 'hex')).update(raw).digest('hex');
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }
}
