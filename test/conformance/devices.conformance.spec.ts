// Real: the adapter and PostgreSQL, two processes' worth of connections. The fake takes the same suite, so that it may stand for the real one.
import { randomUUID } from 'node:crypto';
import type { DeviceKey, StoryLine, TimelineEntry } from '#core';
import { anEvent, anOrigin } from '../support/builders.js';
import { FakeDevices } from '../support/fake-devices.js';
import { HeldClock } from '../support/held-clock.js';
import { startPostgres } from '../support/postgres.js';
import { aMasterKey, openStore } from '../support/store.js';
import { devicesConformance } from './devices.conformance.js';
import { LEASE_MS, type DevicesUnderTest } from './devices.under-test.js';

const onTheFake = async (): Promise<DevicesUnderTest> => {
  const clock = new HeldClock();
  const devices = new FakeDevices(clock, LEASE_MS);
  return {
    devices,
    elsewhere: devices,
    fold: async (key, fold) => devices.fold(key, fold),
    storyOf: async (key) => devices.rowOf(key).story,
    passTime: async (ms) => clock.advance(ms),
    stop: async () => undefined,
  };
};

const onPostgres = async (): Promise<DevicesUnderTest> => {
  const postgres = await startPostgres();
  const url = await postgres.database();
  const key = aMasterKey();
  const [here, there] = [openStore(url, { key }), openStore(url, { key })];
  return {
    devices: here.devices,
    elsewhere: there.devices,
    fold: async ({ tenantId, deviceId }: DeviceKey, fold) => {
      await here.inbox.accept(anOrigin({ tenantId }), anEvent({ id: randomUUID(), deviceId }), Buffer.from('x'), fold);
    },
    storyOf: async (device) => (await here.catalog.timeline(device, { after: null, limit: 1_000 })).filter(isStory).map(lineOf),
    // The database has its own clock, which nobody can move; every time that it compares with the clock can be.
    passTime: async (ms) => {
      await here.sql(`UPDATE device SET wake_at = wake_at - $1 * interval '1 ms', retry_at = retry_at - $1 * interval '1 ms', lease_until = lease_until - $1 * interval '1 ms'`, [ms]);
    },
    stop: async () => {
      await Promise.all([here.close(), there.close()]);
      await postgres.stop();
    },
  };
};

type StoryEntry = TimelineEntry & { kind: StoryLine['kind'] };

const isStory = (entry: TimelineEntry): entry is StoryEntry => entry.kind !== 'event';

const lineOf = ({ kind, step, reason, detail }: StoryEntry): StoryLine => ({ kind, step, reason: reason!, detail });

devicesConformance('fake devices', onTheFake);
devicesConformance('PostgreSQL', onPostgres);
