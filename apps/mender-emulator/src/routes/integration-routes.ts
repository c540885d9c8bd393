import { z } from 'zod';
import type { Emulator } from '../emulator.js';
import { readPaging } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import { bodyOf, created, noContent, ok, type Reply, type Route, type RouteRequest } from '../http/route.js';
import type { Integration } from '../model.js';
import { deliveryStatusOf, type LoggedEvent } from '../webhooks/event-log.js';
import { WebhookTarget } from '../webhooks/webhook-target.js';

const BASE = '/api/management/v1/iot-manager';
const INTEGRATIONS = `${BASE}/integrations`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const Credentials = z.object({ type: z.literal('http'), http: WebhookTarget });
const NewIntegration = z.object({
  provider: z.literal('webhook', 'the emulator knows the provider webhook only'),
  credentials: Credentials,
  description: z.string().max(1024).default(''),
});

/** The organisation's webhook and what was sent to it. Source: Mender's iot-manager management API v1. */
export function integrationRoutes({ webhooks }: Emulator): Route[] {
  const { integrations } = webhooks;

  const register = async (request: RouteRequest): Promise<Reply> => {
    const { credentials, description } = await bodyOf(request, NewIntegration);
    const { id } = integrations.create({ ...credentials.http, description });
    return created(`${INTEGRATIONS}/${id}`);
  };

  const replaceCredentials = async (request: RouteRequest): Promise<Reply> => {
    integrations.get(idOf(request));
    integrations.set((await bodyOf(request, Credentials)).http);
    return noContent;
  };

  const remove = (request: RouteRequest): Reply => {
    integrations.remove(idOf(request));
    return noContent;
  };

  return [
    { method: 'GET', path: INTEGRATIONS, run: () => ok([integrations.current() ?? []].flat().map(integrationBody)) },
    { method: 'POST', path: INTEGRATIONS, run: register },
    { method: 'GET', path: `${INTEGRATIONS}/:id`, run: (request) => ok(integrationBody(integrations.get(idOf(request)))) },
    { method: 'PUT', path: `${INTEGRATIONS}/:id/credentials`, run: replaceCredentials },
    { method: 'DELETE', path: `${INTEGRATIONS}/:id`, run: remove },
    { method: 'GET', path: `${BASE}/events`, run: (request) => listEvents(webhooks.events(), request) },
  ];
}

/** One page of events, newest first. Their time is when the delivery was logged: Mender overwrites the event's own. */
function listEvents(events: readonly LoggedEvent[], { query }: RouteRequest): Reply {
  const { page, perPage } = readPaging(query);
  const integrationId = query.get('integration_id');
  if (integrationId !== null && !UUID.test(integrationId)) throw new Refusal(400, 'integration ID is not a valid UUID');

  const listed = events.flatMap((logged) => {
    const status = deliveryStatusOf(logged);
    if (!status || (integrationId !== null && status.integration_id !== integrationId)) return [];
    return [{ ...logged.event, time: logged.deliveries[0]!.at, delivery_statuses: [status] }];
  });
  return ok(listed.slice((page - 1) * perPage, page * perPage));
}

/** The integration without its secret. */
function integrationBody({ id, url, secret, description }: Integration): object {
  return {
    id,
    provider: 'webhook',
    credentials: { type: 'http', http: { url, ...(secret !== '' && { secret: '<omitted>' }) } },
    ...(description !== '' && { description }),
  };
}

function idOf({ params }: RouteRequest): string {
  if (!UUID.test(params.id!)) throw new Refusal(400, 'integration ID must be a valid UUID');
  return params.id!;
}
