/** Real: PostgreSQL. Not real: the fleet and the hub, so that a run can be cut off at any call. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PostgresDeliveries, PostgresDriftFindings, PostgresDriftRuns, PostgresSightings, PostgresSweepRuns, PostgresTroubles, Sealing } from '#adapters/postgres';
import { DEFAULT_TENANT, FleetIsAway, Secret, type ListedStatus } from '#core';
import { AcceptEvent, openSweep } from '#lifecycle';
import { HUB_HOST } from '../support/builders.js';
import { FakeDeviceHubs } from '../support/fake-device-hub.js';
import { FakeDoorbell } from '../support/fake-doorbell.js';
import { FakeFleet } from '../support/fake-fleet.js';
import { FakeFleetList } from '../support/fake-fleet-list.js';
import { FakeHubSurvey } from '../support/fake-hub-survey.js';
import { FakeLog } from '../support/fake-log.js';
import { startPostgres, type TestPostgres } from '../support/postgres.js';
import { aMasterKey, openStore, type Store } from '../support/store.js';
import { waitFor } from '../support/wait-for.js';

const LEASE_MS = 600;
const DAY_MS = 86_400_000;

describe('a sweep that is cut off', () => {
  let postgres: TestPostgres;
  let store: Store;
  let list: FakeFleetList;
  let fleet: FakeFleet;
  let runs: PostgresDriftRuns;
  const key = aMasterKey();

  /** A worker of its own, which knows nothing of those before. */
  const worker = () => {
    const log = new FakeLog();
    const doorbell = new FakeDoorbell();
    const { database, devices, inbox } = store;
    const ports = {
      runs: new PostgresSweepRuns(database, new Sealing([key]), LEASE_MS),
      sightings: new PostgresSightings(database),
      findings: new PostgresDriftFindings(database),
      list,
      fleet,
      survey: new FakeHubSurvey(new FakeDeviceHubs()),
      troubles: new PostgresTroubles(database, new Sealing([key])),
      devices,
      deliveries: new PostgresDeliveries(database, new Sealing([key]), store.keyring),
      doorbell,
      acceptEvent: new AcceptEvent(inbox, doorbell, log),
      log,
    };
    return openSweep(ports, { intervalMs: DAY_MS, inspectMs: DAY_MS });
  };
  const known = async (): Promise<number> => Number((await store.sql<{ count: string }>('SELECT count(*) FROM device'))[0]!.count);

  beforeAll(async () => {
    postgres = await startPostgres();
    store = openStore(await postgres.database(), { key });
    await store.connections.addHub(DEFAULT_TENANT, HUB_HOST, { kind: 'shared-access-policy', policyName: 'lockstep', key: new Secret('cG9saWN5LWtleQ==') });
    await store.connections.putFleet(DEFAULT_TENANT, 'https://mender.example', new Secret('a-token'));
    list = new FakeFleetList();
    fleet = new FakeFleet();
    runs = new PostgresDriftRuns(store.database);
    const created = new Date(Date.now() + 1_000);
    for (let number = 0; number < 1_200; number++) list.devices.set(`pump-${String(number).padStart(4, '0')}`, { status: 'accepted', createdAt: created });
  }, 240_000);

  afterAll(async () => {
    await store.close();
    await postgres.stop();
  }, 240_000);

  it('goes on where it stopped, in another worker, and heals everything once', async () => {
    const asked: string[] = [];
    list.beforePage = (status: ListedStatus, page: number) => {
      asked.push(`${status} ${page}`);
      if (asked.length === 2) throw new Error('The power is cut.');
    };
    const { id } = await runs.start(DEFAULT_TENANT, { kind: 'sweep', dryRun: false, selection: null, askedBy: 'a test' });
    await expect(worker().run()).rejects.toThrow('The power is cut.');
    expect(await runs.find(DEFAULT_TENANT, id)).toMatchObject({ state: 'running', phase: 'list' });
    expect(await worker().run()).toBe(false);

    await waitFor('another worker to take it', () => worker().run());
    expect(await runs.find(DEFAULT_TENANT, id)).toMatchObject({ state: 'done', fleet: 'whole', mended: 1_200, found: { 'lost-event': 1_200 } });
    expect(asked.filter((page) => page === 'accepted 1')).toHaveLength(1);
    expect(await known()).toBe(1_200);
    expect(await store.sql('SELECT 1 FROM inbox GROUP BY device_id HAVING count(*) > 1')).toEqual([]);
    expect(await store.sql('SELECT 1 FROM sweep_fleet_sight')).toEqual([]);
  }, 240_000);

  it('reads a list that shifts under it again, and takes nobody in it for missing', async () => {
    let moved = false;
    list.beforePage = (status, page) => {
      if (status !== 'accepted' || page !== 2 || moved) return;
      moved = true;
      // The first of the list leaves it while the second page is asked for: one that nobody has seen yet slips onto the first.
      list.devices.set('pump-0000', { status: 'rejected', createdAt: null });
    };
    const { id } = await runs.start(DEFAULT_TENANT, { kind: 'sweep', dryRun: true, selection: null, askedBy: 'a test' });
    await worker().run();
    expect(moved).toBe(true);
    expect(await runs.find(DEFAULT_TENANT, id)).toMatchObject({ state: 'done', fleet: 'whole' });
    const found = await new PostgresDriftFindings(store.database).list(DEFAULT_TENANT, { after: null, limit: 5_000, state: 'open' });
    expect(found.filter(({ status }) => status === 'decommissioned')).toEqual([]);
  }, 240_000);

  it('takes nobody for missing when a page never comes', async () => {
    list.beforePage = (status, page) => {
      if (status === 'accepted' && page === 3) throw new FleetIsAway('The fake fleet is away.');
    };
    const { id } = await runs.start(DEFAULT_TENANT, { kind: 'sweep', dryRun: true, selection: null, askedBy: 'a test' });
    await waitFor('the run to give the page up', async () => {
      await store.sql(`UPDATE sweep_run SET lease_until = now() - interval '1 second' WHERE state = 'running'`);
      await worker().run();
      return (await runs.find(DEFAULT_TENANT, id))?.state === 'done';
    });
    expect(await runs.find(DEFAULT_TENANT, id)).toMatchObject({ fleet: 'partly', detail: expect.stringMatching(/^The fleet could not be listed to its end/) });
    list.beforePage = () => undefined;
  }, 240_000);

  it('is begun by itself when it is time, by one worker', async () => {
    await store.sql(`UPDATE integration SET created_at = now() - interval '2 days'`);
    await store.sql(`UPDATE sweep_run SET began_at = now() - interval '25 hours'`);
    const took = await Promise.all([worker().run(), worker().run(), worker().run()]);
    expect(took.filter(Boolean)).toHaveLength(1);
    expect(await worker().run()).toBe(false);
    expect((await runs.list(DEFAULT_TENANT, { limit: 1 }))[0]).toMatchObject({ kind: 'sweep', askedBy: null, state: 'done' });
  }, 240_000);
});
