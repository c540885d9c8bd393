import { Module, type DynamicModule } from '@nestjs/common';
import { hostCheck } from '#adapters/azure-iot-hub';
import { QueueModule } from '#adapters/bullmq';
import { HubBudgetsModule } from '#adapters/hub-budgets';
import { leadsToBlockedAddress } from '#adapters/mender';
import { PostgresModule } from '#adapters/postgres';
import { newSecretFor } from '#adapters/webhooks';
import type { Log } from '#core';
import { IntegrationsModule } from '#integrations';
import { LifecycleModule } from '#lifecycle';
import { PlatformModule, queueBackendOf, storeOf, type Env } from '#platform';
import { ProbesModule } from './probes.module.js';

/** The command line's composition root. */
@Module({})
export class CliModule {
  static with(env: Env, log: Log): DynamicModule {
    return {
      module: CliModule,
      imports: [
        PlatformModule.with(log),
        PostgresModule.at(storeOf(env)),
        QueueModule.on(queueBackendOf(env)),
        LifecycleModule.intake(),
        HubBudgetsModule.on(queueBackendOf(env)),
        ProbesModule.with(env),
        IntegrationsModule.with({ checkHost: hostCheck(env.LOCKSTEP_HUB_HOSTS), isBlockedUrl: leadsToBlockedAddress, newSecretFor }, { probes: true }),
      ],
    };
  }
}
