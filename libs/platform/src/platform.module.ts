import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock, Log } from '#core';
import { Metrics } from './metrics/metrics.js';
import { SystemClock } from './system-clock.js';

/** The log, the metrics and the clock, for every module. */
@Global()
@Module({})
export class PlatformModule {
  static with(log: Log, metrics = new Metrics('lockstep')): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Log, useValue: log },
        { provide: Metrics, useValue: metrics },
        { provide: Clock, useClass: SystemClock },
      ],
      exports: [Log, Metrics, Clock],
    };
  }
}
