import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AccessGuard } from '#access';
import { hostCheck } from '#adapters/azure-iot-hub';
import { QueueModule } from '#adapters/bullmq';
import { leadsToBlockedAddress } from '#adapters/mender';
import { PostgresModule } from '#adapters/postgres';
import { WebhookSignatureCheck, newSecretFor } from '#adapters/webhooks';
import { Log, WebhookSignatures } from '#core';
import { IntegrationsModule } from '#integrations';
import { LifecycleModule } from '#lifecycle';
import { PlatformModule, queueBackendOf, storeOf, type Env } from '#platform';
import { CONTROLLERS } from './controllers.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ReadBySchema } from './http/read-by-schema.pipe.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { ProbesModule } from './probes.module.js';
import { ReceiveWebhook } from './webhooks/receive-webhook.js';

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
        ProbesModule.with(env),
        IntegrationsModule.with({ checkHost: hostCheck(env.LOCKSTEP_HUB_HOSTS), isBlockedUrl: leadsToBlockedAddress, newSecretFor }, { probes: true }),
      ],
      controllers: [...CONTROLLERS],
      providers: [
        ReceiveWebhook,
        OpenApiDocument,
        { provide: WebhookSignatures, useClass: WebhookSignatureCheck },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_PIPE, useClass: ReadBySchema },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_FILTER, inject: [Log], useFactory: (log: Log) => new ProblemFilter(log) },
      ],
    };
  }
}
