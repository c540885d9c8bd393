import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { RateLimits } from '#core';
import { CountedRates, type RateLimitSettings } from './counted-rates.js';

class OpenRates extends CountedRates implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    this.close();
  }
}

/** Answers how often a caller may call. */
@Global()
@Module({})
export class RateLimitsModule {
  static with(settings: RateLimitSettings): DynamicModule {
    return { module: RateLimitsModule, providers: [{ provide: RateLimits, useFactory: () => new OpenRates(settings) }], exports: [RateLimits] };
  }
}
