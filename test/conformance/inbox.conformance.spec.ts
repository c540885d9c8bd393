// Real: the adapter and PostgreSQL, by a line that can be cut. The fake inbox takes the same suite, so that it may stand for the real one.
import { FleetStatus, type DeviceKey, type Origin } from '#core';
import { FakeDevices } from '../support/fake-devices.js';
import { FakeInbox } from '../support/fake-inbox.js';
import { HeldClock } from '../support/held-clock.js';
import { openLine } from '../support/line.js';
import { startPostgres } from '../support/postgres.js';
import { openStore, type Store } from '../support/store.js';
import { inboxConformance } from './inbox.conformance.js';
import type { InboxUnderTest } from './inbox.under-test.js';

const onTheFake = async (): Promise<InboxUnderTest> => {
  const devices = new FakeDevices(new HeldClock());
  const inbox = new FakeInbox(devices);
  return {
    inbox,
    deviceOf: async (key) => {
      const claim = await devices.claim(key);
      return typeof claim === 'string' ? null : { told: claim.record.told, generation: claim.generation };
    },
    eventsOf: async ({ tenantId, deviceId }) =>
      inbox.events.filter(({ origin, event }) => origin.tenantId === tenantId && event.deviceId === deviceId).map(({ event, raw }) => ({ id: event.id, raw })),
    lettersOf: async (origin) => inbox.letters.filter((letter) => letter.origin.sourceId === origin.sourceId),
    goAway: async () => inbox.goAway(),
    comeBack: async () => inbox.goAway(false),
    stop: async () => undefined,
  };
};

const onPostgres = async (): Promise<InboxUnderTest> => {
  const postgres = await startPostgres();
  const url = await postgres.database();
  const line = await openLine(url);
  const store = openStore(url, { by: line.through(url) });
  return {
    inbox: store.inbox,
    deviceOf: (key) => deviceIn(store, key),
    eventsOf: ({ tenantId, deviceId }) => store.sql('SELECT event_id AS id, raw FROM inbox WHERE tenant_id = $1 AND device_id = $2', [tenantId, deviceId]),
    lettersOf: ({ tenantId, sourceId }: Origin) =>
      store.sql('SELECT raw, detail, device_id AS "deviceId", attempts FROM dead_letter WHERE tenant_id = $1 AND source_id = $2', [tenantId, sourceId]),
    goAway: () => line.cut(),
    comeBack: () => line.mend(),
    stop: async () => {
      await store.close();
      await line.cut();
      await postgres.stop();
    },
  };
};

async function deviceIn(store: Store, { tenantId, deviceId }: DeviceKey): Promise<Awaited<ReturnType<InboxUnderTest['deviceOf']>>> {
  const [row] = await store.sql<Record<string, string> & { told_at: Date }>('SELECT * FROM device WHERE tenant_id = $1 AND device_id = $2', [tenantId, deviceId]);
  if (!row) return null;
  const revision = row.told_revision === null ? null : Number(row.told_revision);
  return {
    told: { status: FleetStatus.parse(row.told_status), occurredAt: row.told_at, revision, eventId: row.told_event_id! },
    generation: BigInt(row.generation!),
  };
}

inboxConformance('a fake inbox', onTheFake);
inboxConformance('PostgreSQL', onPostgres);
