import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';

/** What happens to webhooks between the fleet manager and us. Shares are 0 to 1. */
export interface Mail {
  /** Lost on the way, for good. */
  lostShare: number;
  /** Sent so many times, at most. */
  copies: number;
  /** Each is held up so long at most, ms, so that they overtake each other. */
  shuffleMs: number;
}

const USUAL: Mail = { lostShare: 0, copies: 1, shuffleMs: 0 };
const ANSWER_MS = 10_000;

export interface Letter {
  eventId: string;
  deviceId: string;
  body: string;
  /** Somebody answered 2xx to it: from then on it may not be forgotten. */
  acknowledged: boolean;
  lost: boolean;
}

/** Where letters of a sender go, and the secret that signs them. */
export interface Destination {
  url: string;
  secret: string;
}

/**
 * Stands between Mender and our intake, takes every webhook that Mender sends, and delivers it as well or as badly as a test
 * wants. It remembers what was acknowledged.
 */
export class PostOffice {
  readonly letters: Letter[] = [];
  acknowledged = 0;
  /** How often somebody answered 401 to what was rightly signed. */
  unauthorized = 0;
  mail: Mail = USUAL;
  readonly #open = new Set<Letter>();
  readonly #server: Server;
  readonly #line = new Agent({ connections: 32, pipelining: 1 });
  readonly #underWay = new Set<Promise<unknown>>();

  private constructor(
    private readonly destinationOf: (deviceId: string) => Destination,
    private readonly random: () => number,
  ) {
    this.#server = createServer((incoming, answer) => {
      void this.#take(incoming).then(() => answer.writeHead(204).end());
    });
  }

  static async open(destinationOf: (deviceId: string) => Destination, random: () => number): Promise<PostOffice> {
    const office = new PostOffice(destinationOf, random);
    await once(office.#server.listen(0, '127.0.0.1'), 'listening');
    return office;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  usual(): void {
    this.mail = USUAL;
  }

  /** Once more what was not acknowledged and is not lost for good, as a sender does who heeds a 503. Answers with how many are left. */
  async sendAgain(): Promise<number> {
    await Promise.all(this.#underWay);
    await Promise.all([...this.#open].map((letter) => this.#post(letter)));
    return this.open;
  }

  /** Events that somebody waits for an answer of. */
  get open(): number {
    return this.#open.size;
  }

  forget(): void {
    this.letters.length = 0;
    this.unauthorized = 0;
    this.#open.clear();
  }

  /** Sends bytes of a test's own making; answers with the status, 0 for none. */
  async post({ url }: Pick<Destination, 'url'>, body: string | Buffer, headers: Record<string, string>): Promise<number> {
    try {
      const answer = await request(url, {
        method: 'POST', body, dispatcher: this.#line, signal: AbortSignal.timeout(ANSWER_MS), headers: { 'content-type': 'application/json', ...headers },
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0;
    }
  }

  /** As Mender signs. */
  signed({ secret }: Pick<Destination, 'secret'>, body: string | Buffer): Record<string, string> {
    const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(body).digest('hex');
    return { 'x-men-algorithm': 'MEN-HMAC-SHA256-Payload', 'x-men-signature': signature };
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await this.#line.destroy();
  }

  async #take(incoming: IncomingMessage): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    const { id, data } = JSON.parse(body) as { id: string; data: { id: string } };
    const letter: Letter = { eventId: id, deviceId: data.id, body, acknowledged: false, lost: this.random() < this.mail.lostShare };
    this.letters.push(letter);
    if (letter.lost) return;
    this.#open.add(letter);
    const copies = 1 + Math.floor(this.random() * this.mail.copies);
    for (let copy = 0; copy < copies; copy++) this.#follow(this.#postLater(letter, this.random() * this.mail.shuffleMs));
  }

  async #postLater(letter: Letter, ms: number): Promise<void> {
    if (ms >= 1) await new Promise((over) => setTimeout(over, ms));
    await this.#post(letter);
  }

  async #post(letter: Letter): Promise<void> {
    const destination = this.destinationOf(letter.deviceId);
    const status = await this.post(destination, letter.body, this.signed(destination, letter.body));
    if (status === 401) this.unauthorized += 1;
    if (status < 200 || status >= 300 || letter.acknowledged) return;
    letter.acknowledged = true;
    this.acknowledged += 1;
    this.#open.delete(letter);
  }

  #follow(work: Promise<void>): void {
    const followed: Promise<unknown> = work.finally(() => this.#underWay.delete(followed));
    this.#underWay.add(followed);
  }
}
