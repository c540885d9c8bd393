import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureDeviceTwins, AzureHubProbe } from '#adapters/azure-iot-hub';
import { MenderProbe } from '#adapters/mender';
import { Clock, DeviceTwins, FleetProbe, HubBudgets, HubProbe, SeenTags } from '#core';
import { TracedTwins, hubSettingsOf, onHubCall, type Env, type Metrics } from '#platform';
import { NotingTwins } from '#twins';

/** Sockets to one hub at most: people edit twins, and a round trip is a fraction of a second. */
const HUB_SOCKETS = 16;

class OpenAzureDeviceTwins extends AzureDeviceTwins implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    this.close();
  }
}

class OpenMenderProbe extends MenderProbe implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** What the API reaches outside of our own servers: the twins in the hub, and connections that are tried out. */
@Global()
@Module({})
export class OutsideModule {
  static with(env: Env, metrics: Metrics): DynamicModule {
    const hubs = hubSettingsOf(env);
    return {
      module: OutsideModule,
      providers: [
        { provide: OpenAzureDeviceTwins, inject: [HubBudgets], useFactory: (budgets: HubBudgets) => new OpenAzureDeviceTwins({ ...hubs, maxSockets: HUB_SOCKETS, onCall: onHubCall(metrics) }, budgets) },
        { provide: DeviceTwins, inject: [OpenAzureDeviceTwins, SeenTags], useFactory: (twins: OpenAzureDeviceTwins, tags: SeenTags) => new NotingTwins(new TracedTwins(twins), tags) },
        { provide: HubProbe, useFactory: () => new AzureHubProbe(hubs) },
        { provide: FleetProbe, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderProbe(clock) },
      ],
      exports: [DeviceTwins, HubProbe, FleetProbe],
    };
  }
}
