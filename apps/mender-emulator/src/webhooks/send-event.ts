import { request, type Dispatcher } from 'undici';
import type { Integration } from '../model.js';
import { bodyOf, type WebhookEvent } from './device-event.js';
import type { Delivery } from './event-log.js';
import { webhookHeaders } from './sign-body.js';

/** What sending needs besides the event: `signal` ends it early, `timeoutMs` is the whole time an attempt may take. */
export interface SendingWith {
  readonly dispatcher: Dispatcher;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Posts the event once. Never throws: what went wrong is in the delivery. Redirects are not followed, as in Mender. */
export async function sendEvent(event: WebhookEvent, integration: Integration, sending: SendingWith): Promise<Delivery> {
  const body = bodyOf(event);
  const began = performance.now();
  const timeout = AbortSignal.timeout(sending.timeoutMs);
  const ended = (how: Pick<Delivery, 'outcome' | 'statusCode' | 'error'>): Delivery => ({
    integrationId: integration.id, ...how, at: new Date().toISOString(), ms: Math.round(performance.now() - began),
  });

  try {
    const response = await request(integration.url, {
      method: 'POST',
      headers: webhookHeaders(body, integration.secret),
      body,
      dispatcher: sending.dispatcher,
      signal: AbortSignal.any([sending.signal, timeout]),
    });
    // The status alone decides, so an answer that breaks off after it is an answer all the same.
    await response.body.dump().catch(() => undefined);
    const { statusCode } = response;
    if (statusCode < 300) return ended({ outcome: 'delivered', statusCode });
    return ended({ outcome: 'refused', statusCode, error: `client: unexpected status code from API: ${statusCode}` });
  } catch (error) {
    if (timeout.aborted) return ended({ outcome: 'timed-out', error: `no answer within ${sending.timeoutMs} ms` });
    return ended({ outcome: 'failed', error: textOf(error) });
  }
}

/** Connecting to a name with several addresses fails with a list of errors and no text of its own. */
function textOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return textOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
