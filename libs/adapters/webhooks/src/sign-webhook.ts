import { createHmac } from 'node:crypto';
import type { Secret } from '#core';

/**
 * The headers of a webhook, with a signature over its body where there is a secret. The key is what the secret says in hex.
 * Source: Mender, "Webhooks", signature header; iot-manager, webhook client.
 */
export function headersOfWebhook(secret: Secret | null, body: Uint8Array): Record<string, string> {
  const headers = { 'content-type': 'application/json', 'user-agent': 'lockstep' };
  if (!secret) return headers;
  const signature = createHmac('sha256', Buffer.from(secret.reveal(), 'hex')).update(body).digest('hex');
  return { ...headers, 'x-men-algorithm': 'MEN-HMAC-SHA256-Payload', 'x-men-signature': signature };
}
