import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureHubSurvey, AzureIotHubs } from '#adapters/azure-iot-hub';
import { MenderFleet, MenderFleetList } from '#adapters/mender';
import { Clock, DeviceHubs, Fleet, FleetList, HubBudgets, HubSurvey } from '#core';
import { TracedFleet, TracedHubs, hubSettingsOf, onFleetCall, onHubCall, type Env, type Metrics } from '#platform';

/** Sockets to one hub at most: at a round trip of 50 ms, enough for eight times what the fastest hub allows a unit. */
const HUB_SOCKETS = 32;

class OpenMenderFleet extends MenderFleet implements OnApplicationShutdown {
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
        { provide: AzureIotHubs, inject: [HubBudgets], useFactory: (budgets: HubBudgets) => new AzureIotHubs(hubs, budgets) },
        { provide: DeviceHubs, inject: [AzureIotHubs], useFactory: (opened: AzureIotHubs) => new TracedHubs(opened) },
        { provide: HubSurvey, inject: [AzureIotHubs], useFactory: (opened: AzureIotHubs) => new AzureHubSurvey(opened) },
        { provide: OpenMenderFleet, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderFleet(clock, undefined, onFleetCall(metrics)) },
        { provide: Fleet, inject: [OpenMenderFleet], useFactory: (fleet: OpenMenderFleet) => new TracedFleet(fleet) },
        { provide: FleetList, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderFleetList(clock) },
      ],
      exports: [DeviceHubs, HubSurvey, Fleet, FleetList],
    };
  }
}
