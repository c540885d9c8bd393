import { AzureHubSurvey, AzureIotHubs } from '#adapters/azure-iot-hub';
import { MenderFleet, MenderFleetList } from '#adapters/mender';
import { PostgresDeliveries, PostgresDevices, PostgresDriftFindings, PostgresInbox, PostgresSightings, PostgresSweepRuns, PostgresTroubles, Sealing, SeededKeyring, TenantSeeds } from '#adapters/postgres';
import { AcceptEvent, openSweep } from '#lifecycle';
import { SystemClock, hubSettingsOf } from '#platform';
import { FakeDoorbell } from './fake-doorbell.js';
import { FakeHubBudgets } from './fake-hub-budgets.js';
import { FakeLog } from './fake-log.js';
import type { Stack } from './lockstep.js';

const DAY_MS = 86_400_000;
/** Soon after a delivery its configuration is looked at again. */
const INSPECT_MS = 1_000;

/** The sweep of a worker over real servers, with no worker around it: nothing else calls the hub or the fleet, and no bell is heard. */
export interface SweepOver {
  /** Goes on with the run under way, whatever it waits for, until it ends or waits again. */
  run(): Promise<void>;
  troubles: PostgresTroubles;
  log: FakeLog;
  close(): Promise<void>;
}

export function openSweepOver({ database, env }: Pick<Stack, 'database' | 'env'>): SweepOver {
  const [clock, log, doorbell, sealing] = [new SystemClock(), new FakeLog(), new FakeDoorbell(), new Sealing(env.LOCKSTEP_MASTER_KEYS)];
  const troubles = new PostgresTroubles(database, sealing);
  const hubs = new AzureIotHubs({ ...hubSettingsOf(env), maxSockets: 8, bulkCost: 'per-device' }, new FakeHubBudgets(clock), troubles);
  const [list, fleet] = [new MenderFleetList(clock), new MenderFleet(clock)];
  const ports = {
    runs: new PostgresSweepRuns(database, sealing, 10_000),
    sightings: new PostgresSightings(database),
    findings: new PostgresDriftFindings(database),
    list,
    fleet,
    survey: new AzureHubSurvey(hubs),
    troubles,
    devices: new PostgresDevices(database, sealing, 10_000),
    deliveries: new PostgresDeliveries(database, sealing, new SeededKeyring(new TenantSeeds(database, sealing))),
    doorbell,
    acceptEvent: new AcceptEvent(new PostgresInbox(database), doorbell, log),
    log,
  };
  const sweep = openSweep(ports, { intervalMs: DAY_MS, inspectMs: INSPECT_MS });
  const NO_WAIT = { name: 'test-no-wait', text: `UPDATE sweep_run SET lease_until = now() - interval '1 second' WHERE state = 'running'` };

  return {
    troubles,
    log,
    run: async () => {
      await database.run(NO_WAIT, []);
      await sweep.run();
    },
    close: async () => {
      hubs.close();
      await Promise.all([list.close(), fleet.close()]);
    },
  };
}
