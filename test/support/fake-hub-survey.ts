import { HubSurvey, SURVEY_PAGE, type HubConnection, type HubCounts, type HubEntry, type SurveyPage } from '#core';
import type { FakeDeviceHubs, FakeIdentity } from './fake-device-hub.js';

/** A survey of the fake hubs, whose index is never behind. */
export class FakeHubSurvey extends HubSurvey {
  constructor(private readonly hubs: FakeDeviceHubs) {
    super();
  }

  override async counts(connection: HubConnection): Promise<HubCounts> {
    const statuses = this.#all(connection).map(([, { status }]) => status);
    return { enabled: statuses.filter((status) => status === 'enabled').length, disabled: statuses.filter((status) => status === 'disabled').length };
  }

  override async page(connection: HubConnection, cursor: string | null): Promise<SurveyPage> {
    const from = Number(cursor ?? 0);
    const all = this.#all(connection);
    const entries = all.slice(from, from + SURVEY_PAGE).map(([deviceId, identity]) => ({ deviceId, tags: [], ...entryOf(identity, connection) }));
    return { entries, next: from + SURVEY_PAGE < all.length ? String(from + SURVEY_PAGE) : null };
  }

  override async look(connection: HubConnection, deviceId: string): Promise<HubEntry | null> {
    const identity = this.hubs.of(connection).identityOf(deviceId);
    return identity && entryOf(identity, connection);
  }

  #all(connection: HubConnection): [string, Readonly<FakeIdentity>][] {
    const hub = this.hubs.of(connection);
    return hub.deviceIds.map((id) => [id, hub.identityOf(id)!]);
  }
}

const entryOf = ({ status, etag, ownership }: Readonly<FakeIdentity>, { tenantId }: HubConnection): HubEntry => ({
  status,
  etag,
  isOurs: ownership?.['managed'] === true && ownership['tenant'] === tenantId,
});
