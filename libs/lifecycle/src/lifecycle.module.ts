import { Module, type DynamicModule } from '@nestjs/common';
import {
  Clock,
  DeadLetters,
  Deliveries,
  DeviceHubs,
  DeviceKeyring,
  Devices,
  Doorbell,
  DriftFindings,
  EventSources,
  Fleet,
  FleetList,
  FleetProbe,
  HubProbe,
  HubSurvey,
  Inbox,
  Log,
  Sightings,
  SweepRuns,
  Troubles,
} from '#core';
import { AcceptEvent } from './accept-event.js';
import { Apply } from './apply.js';
import { ChangeIdentity } from './change-identity.js';
import { DeliverConnection } from './deliver-connection.js';
import { Gather } from './gather.js';
import { LookAtConfiguration } from './look-at-configuration.js';
import { LookAtHub } from './look-at-hub.js';
import { Places } from './places.js';
import { ProbeTroubles } from './probe-troubles.js';
import { ReconcileDevice } from './reconcile-device.js';
import { Relay } from './relay.js';
import { ReplayLetters } from './replay-letters.js';
import { openSweep, type SweepPorts, type SweepTimes } from './sweep/open-sweep.js';
import { Sweep } from './sweep/sweep.js';
import { WakeDevice } from './wake-device.js';
import { WatchFleetCalls } from './watch-fleet-calls.js';
import { WatchedFleet } from './watched-fleet.js';

const acceptEvent = {
  provide: AcceptEvent,
  inject: [Inbox, Doorbell, Log],
  useFactory: (inbox: Inbox, doorbell: Doorbell, log: Log) => new AcceptEvent(inbox, doorbell, log),
};

/** The ports of a sweep come as one list, in the order of `SweepPorts`. */
const sweepAt = (times: SweepTimes) => ({
  provide: Sweep,
  inject: [SweepRuns, Sightings, DriftFindings, FleetList, Fleet, HubSurvey, Troubles, Devices, Deliveries, Doorbell, AcceptEvent, Log],
  useFactory: (
    ...[runs, sightings, findings, list, fleet, survey, troubles, devices, deliveries, doorbell, accept, log]: [
      SweepRuns, Sightings, DriftFindings, FleetList, Fleet, HubSurvey, Troubles, Devices, Deliveries, Doorbell, AcceptEvent, Log,
    ]
  ) => openSweep({ runs, sightings, findings, list, fleet, survey, troubles, devices, deliveries, doorbell, acceptEvent: accept, log } satisfies SweepPorts, times),
});

const wakeDevice = {
  provide: WakeDevice,
  inject: [Devices, Doorbell],
  useFactory: (devices: Devices, doorbell: Doorbell) => new WakeDevice(devices, doorbell),
};

const replayLetters = {
  provide: ReplayLetters,
  inject: [DeadLetters, EventSources, AcceptEvent, WakeDevice],
  useFactory: (letters: DeadLetters, sources: EventSources, acceptEvent: AcceptEvent, wake: WakeDevice) => new ReplayLetters(letters, sources, acceptEvent, wake),
};

/** Wires the use cases. The ports come from the app's composition root. */
@Module({})
export class LifecycleModule {
  /** For an app that only takes events in, once more too. */
  static intake(): DynamicModule {
    return { module: LifecycleModule, providers: [acceptEvent, wakeDevice, replayLetters], exports: [AcceptEvent, WakeDevice, ReplayLetters] };
  }

  /** For an app that also brings devices in line, `passes` of them at once. */
  static full(sweepTimes: SweepTimes, passes: number): DynamicModule {
    return {
      module: LifecycleModule,
      providers: [
        acceptEvent,
        sweepAt(sweepTimes),
        { provide: Places, useFactory: () => new Places(passes) },
        {
          provide: Relay,
          inject: [Devices, Doorbell, Places, Log],
          useFactory: (devices: Devices, doorbell: Doorbell, places: Places, log: Log) => new Relay(devices, doorbell, places, log),
        },
        {
          provide: ReconcileDevice,
          inject: [Devices, DeviceHubs, DeviceKeyring, Fleet, Clock, Troubles],
          useFactory: (devices: Devices, hubs: DeviceHubs, keyring: DeviceKeyring, unwatched: Fleet, clock: Clock, troubles: Troubles) => {
            const fleet = new WatchedFleet(unwatched, new WatchFleetCalls(troubles));
            return new ReconcileDevice(
              devices,
              new Gather(fleet, new LookAtHub(hubs, keyring), new LookAtConfiguration(fleet, keyring), clock),
              new Apply(devices, new ChangeIdentity(hubs, keyring), new DeliverConnection(fleet), clock),
              clock,
            );
          },
        },
        {
          provide: ProbeTroubles,
          inject: [Troubles, HubProbe, FleetProbe, Log],
          useFactory: (troubles: Troubles, hubs: HubProbe, fleets: FleetProbe, log: Log) => new ProbeTroubles(troubles, hubs, fleets, log),
        },
      ],
      exports: [AcceptEvent, Places, Relay, ReconcileDevice, ProbeTroubles, Sweep],
    };
  }
}
