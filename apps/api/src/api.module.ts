import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AccessGuard, AccessModule } from '#access';
import { hostCheck } from '#adapters/azure-iot-hub';
import { QueueModule } from '#adapters/bullmq';
import { HubBudgetsModule } from '#adapters/hub-budgets';
import { IdentityProvidersModule } from '#adapters/identity-providers';
import { leadsToBlockedAddress } from '#adapters/mender';
import { PostgresModule } from '#adapters/postgres';
import { RateLimitsModule } from '#adapters/rate-limits';
import { WebhookSignatureCheck, newSecretFor } from '#adapters/webhooks';
import { EventFeed, Log, QueueHealth, StoreHealth, WebhookSignatures } from '#core';
import { IntegrationsModule } from '#integrations';
import { LifecycleModule } from '#lifecycle';
import { Metrics, PlatformModule, Readiness, measured, identityProvidersOf, queueBackendOf, rateLimitsOf, sessionTermsOf, storeOf, type Env } from '#platform';
import { TwinsModule } from '#twins';
import { SignIn } from './access/sign-in.js';
import { CONTROLLERS } from './controllers.js';
import { IdempotencyGuard } from './http/idempotency.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ReadBySchema } from './http/read-by-schema.pipe.js';
import { UnknownParametersGuard } from './http/unknown-parameters.guard.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { switchedOn } from './optional-doors.js';
import { OutsideModule } from './outside.module.js';
import { EventTail } from './stream/event-tail.js';
import { OpenStreams } from './stream/open-streams.js';
import { ReceiveWebhook } from './webhooks/receive-webhook.js';

/** The API's composition root: which adapter answers which port. */
@Module({})
export class ApiModule {
  static with(env: Env, log: Log, metrics = new Metrics('api')): DynamicModule {
    const switched = switchedOn(env);
    return {
      module: ApiModule,
      imports: [
        PlatformModule.with(log, metrics),
        PostgresModule.at(storeOf(env), measured(metrics)),
        QueueModule.on(queueBackendOf(env)),
        HubBudgetsModule.on(queueBackendOf(env)),
        IdentityProvidersModule.with(identityProvidersOf(env)),
        RateLimitsModule.with(rateLimitsOf(env)),
        AccessModule.with(sessionTermsOf(env)),
        OutsideModule.with(env, metrics),
        LifecycleModule.intake(),
        TwinsModule.full(),
        IntegrationsModule.with({ checkHost: hostCheck(env.LOCKSTEP_HUB_HOSTS), isBlockedUrl: leadsToBlockedAddress, newSecretFor }, { probes: true }),
      ],
      controllers: [...CONTROLLERS, ...switched.controllers],
      providers: [
        ...switched.providers,
        { provide: Readiness, inject: [StoreHealth, QueueHealth], useFactory: (store: StoreHealth, queue: QueueHealth) => new Readiness(store, queue, false) },
        ReceiveWebhook,
        SignIn,
        OpenApiDocument,
        OpenStreams,
        { provide: EventTail, inject: [EventFeed, Log], useFactory: (feed: EventFeed, log: Log) => new EventTail(feed, log) },
        { provide: WebhookSignatures, useClass: WebhookSignatureCheck },
        // In this order: the others ask who was let in.
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: UnknownParametersGuard },
        { provide: APP_GUARD, useClass: IdempotencyGuard },
        { provide: APP_PIPE, useClass: ReadBySchema },
        { provide: APP_FILTER, inject: [Log], useFactory: (log: Log) => new ProblemFilter(log) },
      ],
    };
  }
}
