import { WebhookSignatures, type EventSource, type Headers } from '#core';
import { isSignedByMender } from './check-mender-signature.js';
import { isSignedAsStandardWebhook } from './check-standard-webhook.js';

/** Checks each kind of source by its own scheme. The scheme comes from the source, never from what the sender says. */
export class WebhookSignatureCheck extends WebhookSignatures {
  areValid(source: EventSource, headers: Headers, raw: Uint8Array, now: Date): boolean {
    switch (source.kind) {
      case 'mender':
        return isSignedByMender(source.secrets, headers, raw);
      case 'standard-webhooks':
        return isSignedAsStandardWebhook(source.secrets, headers, raw, now);
    }
  }
}
