import { DeadLettersController } from './devices/dead-letters.controller.js';
import { DevicesController } from './devices/devices.controller.js';
import { EventSourcesController } from './event-sources/event-sources.controller.js';
import { FleetController } from './fleet/fleet.controller.js';
import { HealthController } from './health/health.controller.js';
import { IntegrationsController } from './integrations/integrations.controller.js';
import { DocumentsController } from './openapi/documents.controller.js';
import { ProblemPagesController } from './problems/problem-pages.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** Every door of the API. */
export const CONTROLLERS = [
  WebhooksController,
  DevicesController,
  DeadLettersController,
  IntegrationsController,
  FleetController,
  EventSourcesController,
  HealthController,
  ProblemPagesController,
  DocumentsController,
] as const;
