import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/refusal.js';
import type { Integration } from '../model.js';
import type { Records } from '../records/records.js';

/** The organisation's one integration. Source: Mender iot-manager, which allows one of any provider. */
export class Integrations {
  constructor(private readonly records: Records) {}

  current(): Integration | undefined {
    return this.records.of('integration').values().next().value;
  }

  /** The integration with this id. Refuses with 404 when there is none. */
  get(id: string): Integration {
    const integration = this.records.of('integration').get(id);
    if (!integration) throw new Refusal(404, 'integration not found');
    return integration;
  }

  /** Registers a webhook. Refuses with 409 when there is an integration already. */
  create(webhook: Omit<Integration, 'id'>): Integration {
    if (this.current()) throw new Refusal(409, 'integration already exists');
    const integration = { ...webhook, id: randomUUID() };
    this.records.put('integration', integration);
    return integration;
  }

  /** Makes this the webhook, whatever was registered before; the id stays when there was one. */
  set(webhook: Pick<Integration, 'url' | 'secret'>): void {
    const { id = randomUUID(), description = '' } = this.current() ?? {};
    this.records.put('integration', { id, description, ...webhook });
  }

  remove(id: string): void {
    this.records.remove('integration', this.get(id).id);
  }
}
