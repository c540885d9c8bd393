import type { NewReceiver, ReceiverSummary } from '../forwarding/receiver.js';

/** The administration of receivers, stored sealed. Another tenant's receiver is not found. */
export abstract class Receivers {
  abstract list(tenantId: string): Promise<ReceiverSummary[]>;

  /** Events that are accepted from now on are forwarded. Throws IntegrationAlreadyThere when the tenant has a receiver or a hub. */
  abstract add(tenantId: string, receiver: NewReceiver): Promise<ReceiverSummary>;

  /** What is on its way goes to the new address, signed with the new secret. Throws NotFound. */
  abstract change(tenantId: string, id: string, target: Pick<NewReceiver, 'url' | 'secret'>): Promise<void>;

  /** What is on its way is dropped. Throws NotFound. */
  abstract remove(tenantId: string, id: string): Promise<void>;
}
