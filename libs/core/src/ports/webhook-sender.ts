import type { Receiver } from '../forwarding/receiver.js';

/** What came of sending a webhook: the status of the answer, or in a sentence why there was none. */
export type WebhookAnswer = { kind: 'answered'; statusCode: number } | { kind: 'silent'; detail: string };

/** Sends webhooks to receivers. */
export abstract class WebhookSender {
  /** Signs and sends these bytes, once. Follows no redirect, and never waits longer than 10 s. An address that is not allowed is not dialled. */
  abstract send(receiver: Receiver, body: Uint8Array): Promise<WebhookAnswer>;
}

/** Says whether a receiver may have an address, before it is kept. What it leads to is judged again whenever it is dialled. */
export abstract class ReceiverAddresses {
  /** Throws ReceiverNotAllowed. */
  abstract check(url: string): Promise<void>;
}
