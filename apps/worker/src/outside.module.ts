import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureHubProbe, AzureHubSurvey, AzureIotHubs } from '#adapters/azure-iot-hub';
import { MenderFleet, MenderFleetList, MenderProbe } from '#adapters/mender';
import { Clock, DeviceHubs, Fleet, FleetList, FleetProbe, HubBudgets, HubProbe, HubSurvey, Troubles } from '#core';
import { TracedFleet, TracedFleetList, TracedHubs, TracedSurvey, hubSettingsOf, onFleetCall, onHubCall, type Env, type Metrics } from '#platform';

/** Sockets to one hub at most: at a round trip of 50 ms, enough for eight times what the fastest hub allows a unit. */
const HUB_SOCKETS = 32;
/** A hub that was away answers within this, or is away still, ms. */
const PROBE_MS = 10_000;

class OpenMenderFleet extends MenderFleet implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

class OpenMenderProbe extends MenderProbe implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

class OpenMenderFleetList extends MenderFleetList implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** The two systems that are kept in lockstep. */
@Global()
@Module({})
export class OutsideModule {
  static with(env: Env, metrics: Metrics): DynamicModule {
    const hubs = {
      ...hubSettingsOf(env),
      maxSockets: HUB_SOCKETS,
      bulkCost: env.LOCKSTEP_HUB_BULK_COST,
      onCall: onHubCall(metrics),
    };
    return {
      module: OutsideModule,
      providers: [
        { provide: AzureIotHubs, inject: [HubBudgets, Troubles], useFactory: (budgets: HubBudgets, troubles: Troubles) => new AzureIotHubs(hubs, budgets, troubles) },
        { provide: DeviceHubs, inject: [AzureIotHubs], useFactory: (opened: AzureIotHubs) => new TracedHubs(opened) },
        { provide: HubSurvey, inject: [AzureIotHubs], useFactory: (opened: AzureIotHubs) => new TracedSurvey(new AzureHubSurvey(opened)) },
        { provide: HubProbe, useFactory: () => new AzureHubProbe({ ...hubs, timeoutMs: Math.min(hubs.timeoutMs, PROBE_MS) }) },
        { provide: FleetProbe, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderProbe(clock) },
        { provide: OpenMenderFleet, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderFleet(clock, undefined, onFleetCall(metrics)) },
        { provide: Fleet, inject: [OpenMenderFleet], useFactory: (fleet: OpenMenderFleet) => new TracedFleet(fleet) },
        { provide: OpenMenderFleetList, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderFleetList(clock) },
        { provide: FleetList, inject: [OpenMenderFleetList], useFactory: (list: OpenMenderFleetList) => new TracedFleetList(list) },
      ],
      exports: [DeviceHubs, HubSurvey, HubProbe, Fleet, FleetList, FleetProbe],
    };
  }
}
