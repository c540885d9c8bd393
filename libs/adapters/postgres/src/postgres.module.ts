import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import {
  AcceptedEvents,
  Connections,
  DeadLetters,
  Deliveries,
  DeviceCatalog,
  DeviceGroups,
  DeviceKeyring,
  Devices,
  DriftFindings,
  DriftRuns,
  EventFeed,
  EventSources,
  FleetCounts,
  Grants,
  Inbox,
  Integrations,
  KeptAnswers,
  Outbox,
  Receivers,
  KeyRotations,
  SealedSecrets,
  SeenTags,
  Sessions,
  Sightings,
  StoreCounts,
  StoreHealth,
  SweepRuns,
  Tenants,
  Tokens,
  Troubles,
  TwinHistory,
  Workload,
} from '#core';
import { Database } from './database.js';
import { KnownActors } from './known-actors.js';
import { PostgresAcceptedEvents } from './postgres-accepted-events.js';
import { PostgresCatalog } from './postgres-catalog.js';
import { PostgresConnections } from './postgres-connections.js';
import { PostgresDeadLetters } from './postgres-dead-letters.js';
import { PostgresCounts } from './postgres-counts.js';
import { PostgresDeliveries } from './postgres-deliveries.js';
import { PostgresDeviceGroups } from './postgres-device-groups.js';
import { PostgresDevices } from './postgres-devices.js';
import { PostgresDriftFindings } from './postgres-drift-findings.js';
import { PostgresDriftRuns } from './postgres-drift-runs.js';
import { PostgresEventSources } from './postgres-event-sources.js';
import { PostgresFeed } from './postgres-feed.js';
import { PostgresFleetCounts } from './postgres-fleet-counts.js';
import { PostgresGrants } from './postgres-grants.js';
import { PostgresInbox } from './postgres-inbox.js';
import { PostgresIntegrations } from './postgres-integrations.js';
import { PostgresKeptAnswers } from './postgres-kept-answers.js';
import { PostgresOutbox } from './postgres-outbox.js';
import { PostgresReceivers } from './postgres-receivers.js';
import { PostgresKeyRotations } from './postgres-key-rotations.js';
import { PostgresSealedSecrets } from './postgres-sealed-secrets.js';
import { PostgresSeenTags } from './postgres-seen-tags.js';
import { PostgresSessions } from './postgres-sessions.js';
import { PostgresSightings } from './postgres-sightings.js';
import { PostgresSweepRuns } from './postgres-sweep-runs.js';
import { PostgresTenants } from './postgres-tenants.js';
import { PostgresTokens } from './postgres-tokens.js';
import { PostgresTroubles } from './postgres-troubles.js';
import { PostgresTwinHistory } from './postgres-twin-history.js';
import { PostgresWorkload } from './postgres-workload.js';
import { SeededKeyring } from './seeded-keyring.js';
import { Sealing, type MasterKey } from './sealing.js';
import { TenantSeeds } from './tenant-seeds.js';

export interface PostgresSettings {
  url: string;
  connections: number;
  masterKeys: readonly [MasterKey, ...MasterKey[]];
  leaseMs: number;
}

/** Ports that are watched: what is put in the place of each. */
export interface Watched {
  inbox(inbox: Inbox): Inbox;
  devices(devices: Devices): Devices;
}

const UNWATCHED: Watched = { inbox: (inbox) => inbox, devices: (devices) => devices };

class OpenDatabase extends Database implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** Answers every port that is about keeping something. */
@Global()
@Module({})
export class PostgresModule {
  static at({ url, connections, masterKeys, leaseMs }: PostgresSettings, watched = UNWATCHED): DynamicModule {
    const onDatabase = <T>(provide: abstract new () => T, make: (database: Database) => T) => ({ provide, inject: [Database], useFactory: make });
    const inTenants = <T>(provide: abstract new () => T, make: (database: Database, seeds: TenantSeeds) => T) => ({ provide, inject: [Database, TenantSeeds], useFactory: make });
    const known = new KnownActors();
    const onSealed = <T>(provide: abstract new (...given: never[]) => T, make: (database: Database, sealing: Sealing) => T) => ({ provide, inject: [Database, Sealing], useFactory: make });
    return {
      module: PostgresModule,
      providers: [
        { provide: Database, useFactory: () => new OpenDatabase({ url, connections }) },
        { provide: Sealing, useFactory: () => new Sealing(masterKeys) },
        onSealed(TenantSeeds, (database, sealing) => new TenantSeeds(database, sealing)),
        onSealed(Devices, (database, sealing) => watched.devices(new PostgresDevices(database, sealing, leaseMs))),
        {
          provide: Connections,
          inject: [Database, Sealing, TenantSeeds],
          useFactory: (database: Database, sealing: Sealing, seeds: TenantSeeds) => new PostgresConnections(database, sealing, seeds),
        },
        inTenants(Tokens, (database, seeds) => new PostgresTokens(database, seeds, known)),
        inTenants(Grants, (database, seeds) => new PostgresGrants(database, seeds, known)),
        inTenants(Sessions, (database, seeds) => new PostgresSessions(database, seeds)),
        {
          provide: Deliveries,
          inject: [Database, Sealing, DeviceKeyring],
          useFactory: (database: Database, sealing: Sealing, keyring: DeviceKeyring) => new PostgresDeliveries(database, sealing, keyring),
        },
        { provide: DeviceKeyring, inject: [TenantSeeds], useFactory: (seeds: TenantSeeds) => new SeededKeyring(seeds) },
        onSealed(Integrations, (database, sealing) => new PostgresIntegrations(database, sealing)),
        onSealed(Troubles, (database, sealing) => new PostgresTroubles(database, sealing)),
        onSealed(EventSources, (database, sealing) => new PostgresEventSources(database, sealing)),
        onSealed(KeptAnswers, (database, sealing) => new PostgresKeptAnswers(database, sealing)),
        onSealed(Outbox, (database, sealing) => new PostgresOutbox(database, sealing)),
        {
          provide: Receivers,
          inject: [Database, Sealing, TenantSeeds],
          useFactory: (database: Database, sealing: Sealing, seeds: TenantSeeds) => new PostgresReceivers(database, sealing, seeds),
        },
        onDatabase(Tenants, (database) => new PostgresTenants(database)),
        onDatabase(AcceptedEvents, (database) => new PostgresAcceptedEvents(database)),
        onSealed(SealedSecrets, (database, sealing) => new PostgresSealedSecrets(database, sealing)),
        onDatabase(KeyRotations, (database) => new PostgresKeyRotations(database)),
        onDatabase(Inbox, (database) => watched.inbox(new PostgresInbox(database))),
        onDatabase(DeadLetters, (database) => new PostgresDeadLetters(database)),
        onDatabase(DeviceCatalog, (database) => new PostgresCatalog(database)),
        onDatabase(TwinHistory, (database) => new PostgresTwinHistory(database)),
        onDatabase(EventFeed, (database) => new PostgresFeed(database)),
        onDatabase(FleetCounts, (database) => new PostgresFleetCounts(database)),
        onDatabase(SeenTags, (database) => new PostgresSeenTags(database)),
        onDatabase(Workload, (database) => new PostgresWorkload(database)),
        onDatabase(DeviceGroups, (database) => new PostgresDeviceGroups(database)),
        onSealed(SweepRuns, (database, sealing) => new PostgresSweepRuns(database, sealing, leaseMs)),
        onDatabase(DriftRuns, (database) => new PostgresDriftRuns(database)),
        onDatabase(Sightings, (database) => new PostgresSightings(database)),
        onDatabase(DriftFindings, (database) => new PostgresDriftFindings(database)),
        onDatabase(StoreHealth, (database) => database),
        onDatabase(StoreCounts, (database) => new PostgresCounts(database)),
      ],
      exports: [
        AcceptedEvents,
        Inbox,
        Outbox,
        Receivers,
        Tenants,
        Devices,
        DeadLetters,
        Deliveries,
        DeviceCatalog,
        DeviceGroups,
        Connections,
        Integrations,
        EventSources,
        KeptAnswers,
        KeyRotations,
        Tokens,
        Grants,
        SealedSecrets,
        SeenTags,
        Sessions,
        DeviceKeyring,
        Troubles,
        TwinHistory,
        EventFeed,
        SweepRuns,
        DriftRuns,
        Sightings,
        DriftFindings,
        FleetCounts,
        Workload,
        StoreCounts,
        StoreHealth,
      ],
    };
  }
}
