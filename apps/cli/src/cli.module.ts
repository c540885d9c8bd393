import { Module, type DynamicModule } from '@nestjs/common';
import { isAllowedHost } from '#adapters/azure-iot-hub';
import { HubBudgetsModule } from '#adapters/hub-budgets';
import { PostgresModule } from '#adapters/postgres';
import { newSecretFor } from '#adapters/webhooks';
import { HostNotAllowed, type Log } from '#core';
import { IntegrationsModule } from '#integrations';
import { PlatformModule, queueBackendOf, storeOf, type Env } from '#platform';

/** The command line's composition root. */
@Module({})
export class CliModule {
  static with(env: Env, log: Log): DynamicModule {
    const checkHost = (hostName: string): void => {
      if (isAllowedHost(hostName, env.LOCKSTEP_HUB_HOSTS)) return;
      throw new HostNotAllowed(`${hostName} is not among the hubs that may be connected (LOCKSTEP_HUB_HOSTS: ${env.LOCKSTEP_HUB_HOSTS.join(', ')}).`);
    };
    return {
      module: CliModule,
      imports: [PlatformModule.with(log), PostgresModule.at(storeOf(env)), HubBudgetsModule.on(queueBackendOf(env)), IntegrationsModule.with({ checkHost, newSecretFor })],
    };
  }
}
