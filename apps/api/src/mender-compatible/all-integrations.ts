import { Injectable } from '@nestjs/common';
import { Integrations, NotFound, Receivers, type IntegrationSummary, type ReceiverSummary } from '#core';
import { MenderError } from './mender-error.js';

/** What Mender calls an integration is a hub or a receiver. */
export type AnyIntegration = { provider: 'iot-hub'; hub: IntegrationSummary } | { provider: 'webhook'; receiver: ReceiverSummary };

/** Hubs and receivers together. */
@Injectable()
export class AllIntegrations {
  constructor(
    private readonly integrations: Integrations,
    private readonly receivers: Receivers,
  ) {}

  async list(tenantId: string): Promise<AnyIntegration[]> {
    const [hubs, receivers] = await Promise.all([this.integrations.list(tenantId), this.receivers.list(tenantId)]);
    return [...hubs.map((hub): AnyIntegration => ({ provider: 'iot-hub', hub })), ...receivers.map((receiver): AnyIntegration => ({ provider: 'webhook', receiver }))];
  }

  /** By its id, which iot-manager takes no notice of though it says that it does. Throws MenderError 404. */
  async find(tenantId: string, id: string): Promise<AnyIntegration> {
    const found = (await this.list(tenantId)).find((one) => idOf(one) === id.toLowerCase());
    if (!found) throw integrationNotFound();
    return found;
  }

  /** Throws MenderError 404, and IntegrationInUse while devices are in the hub. */
  async remove(tenantId: string, id: string): Promise<void> {
    const found = await this.find(tenantId, id);
    const removed = found.provider === 'webhook' ? this.receivers.remove(tenantId, found.receiver.id) : this.integrations.remove({ tenantId, id: found.hub.id, revision: null }, { detach: false });
    await removed.catch(asNotFound);
  }
}

export const idOf = (one: AnyIntegration): string => (one.provider === 'webhook' ? one.receiver.id : one.hub.id);

export const integrationNotFound = (): MenderError => new MenderError(404, 'integration not found');

/** Somebody else removed it in between. */
export function asNotFound(error: unknown): never {
  throw error instanceof NotFound ? integrationNotFound() : error;
}
