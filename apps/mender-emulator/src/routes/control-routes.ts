import { z } from 'zod';
import type { Emulator } from '../emulator.js';
import { NewFault } from '../http/faults.js';
import { readPaging } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import { bodyOf, noContent, ok, type Reply, type Route, type RouteRequest } from '../http/route.js';
import type { Deployment } from '../model.js';
import { Settings } from '../settings.js';

const Replay = z.strictObject({ eventId: z.string() });

/** Settings, deployments and what was sent. The emulator's own, not Mender's. */
export function controlRoutes(emulator: Emulator): Route[] {
  const { webhooks, settings } = emulator;
  const replay = async (request: RouteRequest): Promise<Reply> => {
    const { eventId } = await bodyOf(request, Replay);
    if (!webhooks.replay(eventId)) throw new Refusal(404, 'event not found');
    return { status: 202 };
  };

  return [
    { method: 'GET', path: '/emulator', run: () => overview(emulator) },
    { method: 'GET', path: '/emulator/settings', run: () => ok(settings) },
    { method: 'PUT', path: '/emulator/settings', run: (request) => changeSettings(emulator, request) },
    { method: 'GET', path: '/emulator/deployments', run: (request) => history(emulator, request) },
    { method: 'GET', path: '/emulator/events', run: (request) => events(emulator, request) },
    { method: 'POST', path: '/emulator/replay', run: replay },
    ...faultRoutes(emulator),
  ];
}

function faultRoutes({ faults }: Emulator): Route[] {
  const order = async (request: RouteRequest): Promise<Reply> => {
    return { status: 201, body: faults.add(await bodyOf(request, NewFault)) };
  };
  const remove = ({ params }: RouteRequest): Reply => {
    faults.remove(params.id);
    return noContent;
  };

  return [
    { method: 'GET', path: '/emulator/faults', run: () => ok(faults.list()) },
    { method: 'POST', path: '/emulator/faults', run: order },
    { method: 'DELETE', path: '/emulator/faults', run: remove },
    { method: 'DELETE', path: '/emulator/faults/:id', run: remove },
  ];
}

function overview({ fleet, webhooks }: Emulator): Reply {
  const webhook = webhooks.integrations.current()?.url ?? null;
  return ok({ devices: fleet.size(), statuses: fleet.counts(), webhook, ...webhooks.queue() });
}

async function changeSettings({ settings, deployments }: Emulator, request: RouteRequest): Promise<Reply> {
  const changed = await bodyOf(request, Settings.partial());
  Object.assign(settings, changed);
  if (changed.reportDelayMs !== undefined) deployments.resumeAll();
  return ok(settings);
}

/** How many deployments there were, for each device, and the newest thousand of them. */
function history({ deployments }: Emulator, { query }: RouteRequest): Reply {
  const deviceId = query.get('device');
  const made = deployments.history(deviceId ?? undefined);
  const counts = deviceId === null ? deployments.counts() : { [deviceId]: made.length };
  return ok({ total: made.length, counts, deployments: made.slice(-1000).map(deploymentBody) });
}

/** Everything that was sent or lost, newest first, with each attempt. */
function events({ webhooks }: Emulator, { query }: RouteRequest): Reply {
  const { page, perPage } = readPaging(query);
  const all = webhooks.events();
  const shown = all.slice((page - 1) * perPage, page * perPage);
  return ok({ ...webhooks.queue(), total: all.length, events: shown.map(({ event, deliveries }) => ({ ...event, deliveries })) });
}

function deploymentBody({ id, deviceId, status, created, started, finished }: Deployment): object {
  return { id, device: deviceId, status, created, started, finished };
}
