import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard, AccessModule } from '#access';
import { QueueModule } from '#adapters/bullmq';
import { HubBudgetsModule } from '#adapters/hub-budgets';
import { IdentityProvidersModule } from '#adapters/identity-providers';
import { PostgresModule } from '#adapters/postgres';
import { RateLimitsModule } from '#adapters/rate-limits';
import { WebhookSignatureCheck } from '#adapters/webhooks';
import { Connections, DeviceCatalog, EventFeed, HubBudgets, Log, WebhookSignatures } from '#core';
import { ShowHubBudget } from '#integrations';
import { LifecycleModule } from '#lifecycle';
import { PlatformModule, identityProvidersOf, queueBackendOf, rateLimitsOf, sessionTermsOf, storeOf, type Env } from '#platform';
import { TwinsModule } from '#twins';
import { GrantsController } from './access/grants.controller.js';
import { GroupsController } from './access/groups.controller.js';
import { MeController } from './access/me.controller.js';
import { SessionController } from './access/session.controller.js';
import { SignIn } from './access/sign-in.js';
import { TokensController } from './access/tokens.controller.js';
import { DeadLettersController } from './devices/dead-letters.controller.js';
import { DevicesController } from './devices/devices.controller.js';
import { HealthController } from './health/health.controller.js';
import { ProblemFilter } from './http/problem.filter.js';
import { HubBudgetController } from './integrations/hub-budget.controller.js';
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
        HubBudgetsModule.on(queueBackendOf(env)),
        IdentityProvidersModule.with(identityProvidersOf(env)),
        RateLimitsModule.with(rateLimitsOf(env)),
        AccessModule.with(sessionTermsOf(env)),
        LifecycleModule.intake(),
        OutsideModule.with(env),
        TwinsModule.full(),
      ],
      controllers: [
        WebhooksController,
        DevicesController,
        TwinsController,
        StreamController,
        DeadLettersController,
        HubBudgetController,
        HealthController,
        MeController,
        SessionController,
        GrantsController,
        TokensController,
        GroupsController,
      ],
      providers: [
        ReceiveWebhook,
        SignIn,
        { provide: ShowHubBudget, inject: [Connections, HubBudgets, DeviceCatalog], useFactory: (...ports: ConstructorParameters<typeof ShowHubBudget>) => new ShowHubBudget(...ports) },
        OpenStreams,
        { provide: EventTail, inject: [EventFeed, Log], useFactory: (feed: EventFeed, log: Log) => new EventTail(feed, log) },
        { provide: WebhookSignatures, useClass: WebhookSignatureCheck },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, inject: [Log], useFactory: (log: Log) => new ProblemFilter(log) },
      ],
    };
  }
}
