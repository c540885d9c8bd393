import { Refusal } from '../refusal.js';
import type { Secret } from '../secret.js';

/** Where a tenant's events are forwarded to, as webhooks. Opened: with its secret. */
export interface Receiver {
  id: string;
  url: string;
  /** Hexadecimal; null where webhooks go out unsigned. */
  secret: Secret | null;
}

/** A receiver as it may be shown. */
export interface ReceiverSummary {
  id: string;
  url: string;
  description: string;
  isSigned: boolean;
  createdAt: Date;
}

/** What a receiver is made of. */
export interface NewReceiver {
  url: string;
  secret: Secret | null;
  description: string;
}

/** A tenant has one integration at most, as Mender counts them: a hub or a receiver. */
export class IntegrationAlreadyThere extends Refusal {
  readonly code = 'integration-already-there';
}

/** Nothing may be forwarded to this address. */
export class ReceiverNotAllowed extends Refusal {
  readonly code = 'receiver-not-allowed';
}
