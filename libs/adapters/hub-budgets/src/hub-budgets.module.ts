import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { HubBudgets } from '#core';
import { PostgresBudgets } from './postgres-budgets.js';
import { RedisBudgets } from './redis-budgets.js';

class OpenRedisBudgets extends RedisBudgets implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    this.close();
  }
}

class OpenPostgresBudgets extends PostgresBudgets implements OnApplicationShutdown {
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }
}

/** The budgets of the hubs, beside the queue: where the one is away, so is the other. */
@Global()
@Module({})
export class HubBudgetsModule {
  static on({ kind, url }: { kind: 'redis' | 'postgres'; url: string }): DynamicModule {
    return {
      module: HubBudgetsModule,
      providers: [{ provide: HubBudgets, useFactory: () => (kind === 'redis' ? new OpenRedisBudgets(url) : new OpenPostgresBudgets(url)) }],
      exports: [HubBudgets],
    };
  }
}
