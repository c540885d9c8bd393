import { isIP } from 'node:net';
import { Agent } from 'undici';
import { ReceiverNotAllowed, WebhookSender, type Receiver, type WebhookAnswer } from '#core';
import { isAllowedAddress, lookUpReceiver, readReceiverUrl, refusedAddress, type Reach } from './receiver-addresses.js';
import { headersOfWebhook } from './sign-webhook.js';

/** As long as Mender's iot-manager waits. Source: iot-manager, webhooks_timeout_seconds. */
const ANSWER_MS = 10_000;
const CONNECTIONS_PER_RECEIVER = 16;
/** Nothing in an answer is of use to us but its status. */
const MOST_READ = 64 * 1024;

export interface SenderSettings {
  reach: Reach;
  /** The longest that one webhook may take, in ms. */
  answerMs?: number;
}

/** Sends webhooks as Mender's iot-manager does, over connections that are kept for the next one. */
export class SignedWebhookSender extends WebhookSender {
  readonly #agent: Agent;
  readonly #answerMs: number;
  readonly #reach: Reach;

  constructor({ reach, answerMs = ANSWER_MS }: SenderSettings) {
    super();
    this.#reach = reach;
    this.#answerMs = answerMs;
    this.#agent = new Agent({
      allowH2: false,
      connections: CONNECTIONS_PER_RECEIVER,
      connect: { timeout: answerMs, lookup: lookUpReceiver(reach) },
      headersTimeout: answerMs,
      bodyTimeout: answerMs,
    });
  }

  override async send({ url, secret }: Receiver, body: Uint8Array): Promise<WebhookAnswer> {
    try {
      return { kind: 'answered', statusCode: await this.#post(readReceiverUrl(url), headersOfWebhook(secret, body), body) };
    } catch (error) {
      return { kind: 'silent', detail: this.#sentenceOf(error) };
    }
  }

  /** Waits for what is under way, then closes every connection. May be called again. */
  async close(): Promise<void> {
    if (!this.#agent.destroyed) await this.#agent.close();
  }

  async #post(url: URL, headers: Record<string, string>, body: Uint8Array): Promise<number> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // An address that stands in the URL itself is not looked up, so it is judged here.
    if (isIP(host) !== 0 && !isAllowedAddress(host, this.#reach)) throw refusedAddress(host);
    const { statusCode, body: answer } = await this.#agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(this.#answerMs),
    });
    // The status was the answer; what follows it is read to free the connection, and may fail.
    await answer.dump({ limit: MOST_READ }).catch(() => undefined);
    return statusCode;
  }

  #sentenceOf(error: unknown): string {
    if (error instanceof ReceiverNotAllowed) return error.message;
    const { name, code } = error as { name?: unknown; code?: unknown };
    const timedOut = name === 'TimeoutError' || String(code).endsWith('_TIMEOUT') || code === 'ETIMEDOUT';
    return timedOut ? `The receiver did not answer within ${this.#answerMs / 1000} s.` : `The receiver cannot be reached (${String(code ?? name)}).`;
  }
}
