import { Module, type DynamicModule } from '@nestjs/common';
import { HubBudgetsModule } from '#adapters/hub-budgets';
import { PostgresModule } from '#adapters/postgres';
import { newSecretFor } from '#adapters/webhooks';
import type { Log } from '#core';
import { IntegrationsModule } from '#integrations';
import { PlatformModule, queueBackendOf, storeOf, type Env } from '#platform';

/** What it takes to set up connections. Any hub may be connected: it is always our own emulator. */
@Module({})
export class SeedModule {
  static with(env: Env, log: Log): DynamicModule {
    return {
      module: SeedModule,
      imports: [
        PlatformModule.with(log),
        PostgresModule.at(storeOf(env)),
        HubBudgetsModule.on(queueBackendOf(env)),
        IntegrationsModule.with({ checkHost: () => undefined, isBlockedUrl: () => false, newSecretFor }),
      ],
    };
  }
}
