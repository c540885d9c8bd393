import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureHubProbe } from '#adapters/azure-iot-hub';
import { MenderProbe } from '#adapters/mender';
import { Clock, FleetProbe, HubProbe } from '#core';
import { hubSettingsOf, type Env } from '#platform';

class OpenMenderProbe extends MenderProbe implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** Who tries connections out. */
@Global()
@Module({})
export class ProbesModule {
  static with(env: Env): DynamicModule {
    const settings = hubSettingsOf(env);
    return {
      module: ProbesModule,
      providers: [
        { provide: HubProbe, useFactory: () => new AzureHubProbe(settings) },
        { provide: FleetProbe, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderProbe(clock) },
      ],
      exports: [HubProbe, FleetProbe],
    };
  }
}
