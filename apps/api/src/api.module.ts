import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from '#access';
import { QueueModule } from '#adapters/bullmq';
import { PostgresModule } from '#adapters/postgres';
import { WebhookSignatureCheck } from '#adapters/webhooks';
import { EventFeed, Log, WebhookSignatures } from '#core';
import { LifecycleModule } from '#lifecycle';
import { PlatformModule, queueBackendOf, storeOf, type Env } from '#platform';
import { TwinsModule } from '#twins';
import { DeadLettersController } from './devices/dead-letters.controller.js';
import { DevicesController } from './devices/devices.controller.js';
import { HealthController } from './health/health.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { OutsideModule } from './outside.module.js';
import { EventTail } from './stream/event-tail.js';
import { OpenStreams } from './stream/open-streams.js';
import { StreamController } from './stream/stream.controller.js';
import { TwinsController } from './twins/twins.controller.js';
import { ReceiveWebhook } from './webhooks/receive-webhook.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** The API's composition root: which adapter answers which port. */
@Module({})
export class ApiModule {
  static with(env: Env, log: Log): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(log),
        PostgresModule.at(storeOf(env)),
        QueueModule.on(queueBackendOf(env)),
        LifecycleModule.intake(),
        OutsideModule.with(env),
        TwinsModule.full(),
      ],
      controllers: [WebhooksController, DevicesController, TwinsController, StreamController, DeadLettersController, HealthController],
      providers: [
        ReceiveWebhook,
        OpenStreams,
        { provide: EventTail, inject: [EventFeed, Log], useFactory: (feed: EventFeed, log: Log) => new EventTail(feed, log) },
        { provide: WebhookSignatures, useClass: WebhookSignatureCheck },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, inject: [Log], useFactory: (log: Log) => new ProblemFilter(log) },
      ],
    };
  }
}
