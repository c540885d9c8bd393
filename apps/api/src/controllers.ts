import { GrantsController } from './access/grants.controller.js';
import { GroupsController } from './access/groups.controller.js';
import { MeController } from './access/me.controller.js';
import { SessionController } from './access/session.controller.js';
import { TokensController } from './access/tokens.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DevicesController } from './devices/devices.controller.js';
import { KeyRotationsController } from './devices/key-rotations.controller.js';
import { EventsController } from './events/events.controller.js';
import { DriftController } from './drift/drift.controller.js';
import { DriftRunsController } from './drift/drift-runs.controller.js';
import { EventSourcesController } from './event-sources/event-sources.controller.js';
import { FleetController } from './fleet/fleet.controller.js';
import { HealthController } from './health/health.controller.js';
import { HubBudgetController } from './integrations/hub-budget.controller.js';
import { IntegrationsController } from './integrations/integrations.controller.js';
import { DocumentsController } from './openapi/documents.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { ProblemPagesController } from './problems/problem-pages.controller.js';
import { QueueController } from './queue/queue.controller.js';
import { StreamController } from './stream/stream.controller.js';
import { ModulesController } from './twins/modules.controller.js';
import { TwinsController } from './twins/twins.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** Every door of the API that is always there. */
export const CONTROLLERS = [
  OverviewController,
  DevicesController,
  TwinsController,
  ModulesController,
  KeyRotationsController,
  EventsController,
  StreamController,
  DeadLettersController,
  DriftController,
  DriftRunsController,
  IntegrationsController,
  HubBudgetController,
  QueueController,
  FleetController,
  EventSourcesController,
  WebhooksController,
  MeController,
  SessionController,
  GrantsController,
  TokensController,
  GroupsController,
  HealthController,
  ProblemPagesController,
  DocumentsController,
] as const;
