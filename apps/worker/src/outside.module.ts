import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AzureIotHubs } from '#adapters/azure-iot-hub';
import { MenderFleet } from '#adapters/mender';
import { SignedWebhookSender } from '#adapters/webhooks';
import { Clock, DeviceHubs, Fleet, HubBudgets, WebhookSender } from '#core';
import { hubSettingsOf, type Env } from '#platform';

/** Sockets to one hub at most: at a round trip of 50 ms, enough for eight times what the fastest hub allows a unit. */
const HUB_SOCKETS = 32;

class OpenMenderFleet extends MenderFleet implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

class OpenWebhookSender extends SignedWebhookSender implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** The two systems that are kept in lockstep, and whoever events are forwarded to. */
@Global()
@Module({})
export class OutsideModule {
  static with(env: Env): DynamicModule {
    const hubs = {
      ...hubSettingsOf(env),
      maxSockets: HUB_SOCKETS,
      bulkCost: env.LOCKSTEP_HUB_BULK_COST,
    };
    return {
      module: OutsideModule,
      providers: [
        { provide: DeviceHubs, inject: [HubBudgets], useFactory: (budgets: HubBudgets) => new AzureIotHubs(hubs, budgets) },
        { provide: Fleet, inject: [Clock], useFactory: (clock: Clock) => new OpenMenderFleet(clock) },
        { provide: WebhookSender, useFactory: () => new OpenWebhookSender({ reach: env.LOCKSTEP_RECEIVERS }) },
      ],
      exports: [DeviceHubs, Fleet, WebhookSender],
    };
  }
}
