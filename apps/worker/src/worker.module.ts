import { Module, type DynamicModule } from '@nestjs/common';
import { QueueBackend, QueueModule } from '#adapters/bullmq';
import { HubBudgetsModule } from '#adapters/hub-budgets';
import { PostgresModule } from '#adapters/postgres';
import { Doorbell, FleetCounts, Log, QueueHealth, StoreHealth } from '#core';
import { AcceptEvent, LifecycleModule, Places, ProbeTroubles, ReconcileDevice, Relay, Sweep } from '#lifecycle';
import { Metrics, PlatformModule, Readiness, measured, queueBackendOf, storeOf, type Env } from '#platform';
import { CountSchedule } from './count.schedule.js';
import { DeviceEventsConsumer } from './device-events.consumer.js';
import { ForwardingModule } from './forwarding.module.js';
import { OutsideModule } from './outside.module.js';
import { ProbesSchedule } from './probes.schedule.js';
import { ReconcileDeviceConsumer } from './reconcile-device.consumer.js';
import { RelaySchedule } from './relay.schedule.js';
import { SweepSchedule } from './sweep.schedule.js';

/** The worker's composition root: which adapter answers which port. */
@Module({})
export class WorkerModule {
  static with(env: Env, log: Log, metrics = new Metrics('worker')): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.with(log, metrics),
        PostgresModule.at(storeOf(env), measured(metrics)),
        QueueModule.on(queueBackendOf(env)),
        HubBudgetsModule.on(queueBackendOf(env)),
        OutsideModule.with(env, metrics),
        ForwardingModule.with(env, log),
        LifecycleModule.full({ intervalMs: env.LOCKSTEP_SWEEP_INTERVAL_MS, inspectMs: env.LOCKSTEP_INSPECT_MS }, env.LOCKSTEP_CONCURRENCY),
      ],
      providers: [
        { provide: Readiness, inject: [StoreHealth, QueueHealth], useFactory: (store: StoreHealth, queue: QueueHealth) => new Readiness(store, queue, true) },
        {
          provide: ReconcileDeviceConsumer,
          inject: [QueueBackend, ReconcileDevice, Doorbell, Places],
          useFactory: (backend: QueueBackend, reconcile: ReconcileDevice, doorbell: Doorbell, places: Places) =>
            new ReconcileDeviceConsumer(backend, reconcile, doorbell, { log, metrics, places, concurrency: env.LOCKSTEP_CONCURRENCY, lockMs: env.LOCKSTEP_LEASE_MS }),
        },
        {
          provide: DeviceEventsConsumer,
          inject: [QueueBackend, AcceptEvent],
          useFactory: (backend: QueueBackend, acceptEvent: AcceptEvent) => new DeviceEventsConsumer(backend, acceptEvent, { log, metrics, lockMs: env.LOCKSTEP_LEASE_MS }),
        },
        { provide: ProbesSchedule, inject: [ProbeTroubles], useFactory: (probeTroubles: ProbeTroubles) => new ProbesSchedule(probeTroubles, log) },
        { provide: CountSchedule, inject: [FleetCounts], useFactory: (counts: FleetCounts) => new CountSchedule(counts, log) },
        { provide: RelaySchedule, inject: [Relay], useFactory: (relay: Relay) => new RelaySchedule(relay, log) },
        { provide: SweepSchedule, inject: [Sweep], useFactory: (sweep: Sweep) => new SweepSchedule(sweep, log) },
      ],
    };
  }
}
