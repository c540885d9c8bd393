import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureIotHubs } from '#adapters/azure-iot-hub';
import { MenderFleet } from '#adapters/mender';
import { Clock, DeviceHubs, Fleet, HubBudgets } from '#core';
import { hubSettingsOf, onFleetCall, onHubCall, type Env, type Metrics } from '#platform';

/** Sockets to one hub at most: at a round trip of 50 ms, enough for eight times what the fastest hub allows a unit. */
const HUB_SOCKETS = 32;

class OpenMenderFleet extends MenderFleet implements OnApplicationShutdown {
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
        { provide: DeviceHubs, inject: [HubBudgets], useFactory: (budgets: HubBudgets) => new AzureIotHubs(hubs, budgets) },
        { provide: Fleet, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderFleet(clock, undefined, onFleetCall(metrics)) },
      ],
      exports: [DeviceHubs, Fleet],
    };
  }
}
