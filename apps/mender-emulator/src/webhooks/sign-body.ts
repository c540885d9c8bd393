import { createHmac } from 'node:crypto';

/** Hex with an even number of digits, or nothing at all: what Mender takes for a webhook's secret. */
export const WEBHOOK_SECRET = /^(?:[0-9a-fA-F]{2})*$/;

/**
 * The headers of one webhook request. With a secret, the signature is the lower-case hex HMAC-SHA256 of the raw body under the
 * hex-decoded secret; without one, the request is not signed. Source: Mender iot-manager, webhooks.
 */
export function webhookHeaders(body: string, secretHex: string): Record<string, string> {
  const type = { 'Content-Type': 'application/json' };
  if (secretHex === '') return type;
  const signature = createHmac('sha256', Buffer.from(secretHex, 'hex')).update(body).digest('hex');
  return { ...type, 'X-Men-Algorithm': 'MEN-HMAC-SHA256-Payload', 'X-Men-Signature': signature };
}
