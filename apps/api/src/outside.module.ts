import { readFileSync } from 'node:fs';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureDeviceTwins } from '#adapters/azure-iot-hub';
import { DeviceTwins, HubBudgets } from '#core';
import type { Env } from '#platform';

/** Sockets to one hub at most: people edit twins, and a round trip is a fraction of a second. */
const HUB_SOCKETS = 16;

class OpenAzureDeviceTwins extends AzureDeviceTwins implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    this.close();
  }
}

/** What the API reaches outside of our own servers: the twins in the hub. */
@Global()
@Module({})
export class OutsideModule {
  static with(env: Env): DynamicModule {
    const hubs = {
      allowedHosts: env.LOCKSTEP_HUB_HOSTS,
      gateway: env.LOCKSTEP_HUB_GATEWAY ?? null,
      caPem: env.LOCKSTEP_HUB_CA ? readFileSync(env.LOCKSTEP_HUB_CA, 'utf8') : null,
      timeoutMs: env.LOCKSTEP_HUB_TIMEOUT_MS,
      maxSockets: HUB_SOCKETS,
    };
    return { module: OutsideModule, providers: [{ provide: DeviceTwins, inject: [HubBudgets], useFactory: (budgets: HubBudgets) => new OpenAzureDeviceTwins(hubs, budgets) }], exports: [DeviceTwins] };
  }
}
