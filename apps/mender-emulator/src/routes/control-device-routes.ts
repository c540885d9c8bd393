import { z } from 'zod';
import type { Emulator } from '../emulator.js';
import { BULK_ACTIONS, bulkChange } from '../fleet/bulk-change.js';
import { freshIds, makeDevices } from '../fleet/make-devices.js';
import { Refusal } from '../http/refusal.js';
import { bodyOf, ok, type Reply, type Route, type RouteRequest } from '../http/route.js';
import { DEVICE_STATUSES, type Device } from '../model.js';
import { configurationBody } from './configuration-routes.js';

const MOST_AT_ONCE = 100_000;

const Status = z.enum(DEVICE_STATUSES);
const Ids = z.array(z.string().regex(/^[\w.:@-]{1,128}$/)).min(1).max(MOST_AT_ONCE);
const Count = z.number().int().min(1).max(MOST_AT_ONCE);

const DevicesWanted = z
  .strictObject({
    count: Count.optional(),
    ids: Ids.optional(),
    status: Status.default('pending'),
    announce: z.boolean().default(true),
  })
  .refine(({ count, ids }) => count === undefined || ids === undefined, 'give count or ids, not both');

const BulkWanted = z
  .strictObject({
    action: z.enum(BULK_ACTIONS),
    ids: Ids.optional(),
    all: z.literal(true).optional(),
    status: Status.optional(),
    count: Count.optional(),
  })
  .refine(({ ids, all, status }) => ids ?? all ?? status, 'say which devices: ids, all or status');

/** Making and changing devices without being an administrator. The emulator's own, not Mender's. */
export function controlDeviceRoutes(emulator: Emulator): Route[] {
  const { fleet, admission, configurations } = emulator;

  const make = async (request: RouteRequest): Promise<Reply> => {
    const { count = 1, ids = freshIds(count), status, announce } = await bodyOf(request, DevicesWanted);
    makeDevices(fleet, admission, { ids, status, announce });
    return { status: 201, body: { ids } };
  };

  const change = async (request: RouteRequest): Promise<Reply> => {
    const { action, ids, status, count } = await bodyOf(request, BulkWanted);
    return ok({ changed: bulkChange(fleet, admission, action, { ids, status, count }) });
  };

  const configuration = ({ params }: RouteRequest): Reply => ok(configurationBody(configurations.get(params.id!)));

  return [
    { method: 'GET', path: '/emulator/devices', run: (request) => listDevices(emulator, request) },
    { method: 'POST', path: '/emulator/devices', run: make },
    { method: 'GET', path: '/emulator/devices/:id', run: ({ params }) => ok(deviceSummary(emulator, fleet.get(params.id!))) },
    { method: 'GET', path: '/emulator/devices/:id/configuration', run: configuration },
    { method: 'POST', path: '/emulator/bulk', run: change },
  ];
}

function listDevices(emulator: Emulator, { query }: RouteRequest): Reply {
  const status = query.has('status') ? parsed(Status, query.get('status'), 'status') : undefined;
  const limit = parsed(z.coerce.number().int().min(1).max(1000), query.get('limit') ?? 100, 'limit');
  const found = emulator.fleet.listAfter(query.get('after') ?? undefined, limit + 1, status);
  const page = found.slice(0, limit);
  const next = found.length > limit ? page.at(-1)!.id : null;
  return ok({ devices: page.map((device) => deviceSummary(emulator, device)), next });
}

function deviceSummary({ configurations, deployments }: Emulator, device: Device): object {
  return {
    id: device.id,
    identity_data: device.identityData,
    status: device.status,
    decommissioning: device.decommissioning,
    provisioned: device.provisioned,
    revision: device.revision,
    created_ts: device.createdTs,
    updated_ts: device.updatedTs,
    configured: configurations.find(device.id) !== undefined,
    deployments: deployments.countOf(device.id),
  };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Refusal(400, `${name}: ${result.error.issues[0]?.message}`);
}
