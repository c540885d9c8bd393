import { createHmac } from 'node:crypto';
import { request } from 'undici';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

/** Sends bytes as Mender does, signed with this secret. Source: Mender, "Webhooks". */
export function sendMenderWebhook({ url, secret }: { url: string; secret: string }, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
  const signature = createHmac('sha256', Buffer.from(secret, 'hex')).update(body).digest('hex');
  return post(url, body, { 'x-men-algorithm': 'MEN-HMAC-SHA256-Payload', 'x-men-signature': signature, ...headers });
}

/** Sends bytes as Standard Webhooks 1.0.0 says. */
export function sendStandardWebhook({ url, secret }: { url: string; secret: string }, id: string, body: string): Promise<Answer> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return post(url, body, { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` });
}

async function post(url: string, body: string | Buffer, headers: Record<string, string>): Promise<Answer> {
  const answer = await request(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return { status: answer.statusCode, headers: answer.headers, body: (await answer.body.json()) as Record<string, unknown> };
}

/** The body of an event as Mender words it. */
export const menderEvent = (event: { id: string; deviceId: string; type?: string; status?: string; time?: string }): string =>
  JSON.stringify({
    id: event.id,
    type: event.type ?? 'device-status-changed',
    data: { id: event.deviceId, status: event.status ?? 'accepted' },
    time: event.time ?? '2026-03-01T10:03:47.746805235Z',
  });
