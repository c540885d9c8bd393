import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock, Log } from '#core';
import { SystemClock } from './system-clock.js';

/** The log and the clock, for every module. */
@Global()
@Module({})
export class PlatformModule {
  static with(log: Log): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Log, useValue: log },
        { provide: Clock, useClass: SystemClock },
      ],
      exports: [Log, Clock],
    };
  }
}
