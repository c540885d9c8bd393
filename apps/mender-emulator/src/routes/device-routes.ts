import { z } from 'zod';
import type { Emulator } from '../emulator.js';
import { authSetOf } from '../fleet/change-auth-set.js';
import { deviceBody } from '../fleet/device-body.js';
import type { DeviceFilter } from '../fleet/fleet.js';
import { preauthorizeDevice } from '../fleet/preauthorize-device.js';
import { linkHeaders, readPaging } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import { bodyOf, created, noContent, ok, type Reply, type Route, type RouteRequest } from '../http/route.js';
import { DEVICE_STATUSES, type DeviceStatus } from '../model.js';

const BASE = '/api/management/v2/devauth/devices';

const textOrTexts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat()).default([]);
const Search = z.object({ status: textOrTexts, id: textOrTexts });
const NewStatus = z.object({ status: z.enum(['accepted', 'rejected', 'pending'], 'incorrect device status') });
const NewPreauthorization = z.object({
  identity_data: z.record(z.string(), z.unknown()).refine((data) => Object.keys(data).length > 0, 'cannot be blank'),
  pubkey: z.string().min(1, 'cannot be blank'),
  force: z.boolean().default(false),
});

/** Device authentication. Source: Mender's device authentication management API v2. */
export function deviceRoutes(emulator: Emulator): Route[] {
  const { fleet } = emulator;
  const search = async (request: RouteRequest): Promise<Reply> => {
    const { status, id } = await bodyOf(request, Search);
    return listDevices(emulator, request, filterOf(status, id));
  };

  return [
    { method: 'GET', path: BASE, run: (request) => listDevices(emulator, request, filterOfQuery(request.query)) },
    { method: 'POST', path: BASE, run: (request) => preauthorize(emulator, request) },
    { method: 'POST', path: `${BASE}/search`, run: search },
    { method: 'GET', path: `${BASE}/count`, run: ({ query }) => ok({ count: countOf(fleet.counts(), query.get('status') ?? '') }) },
    { method: 'GET', path: `${BASE}/:id`, run: ({ params }) => ok(deviceBody(fleet.get(params.id!))) },
    { method: 'DELETE', path: `${BASE}/:id`, run: (request) => decommission(emulator, request) },
    ...authSetRoutes(emulator),
  ];
}

function authSetRoutes({ fleet, admission }: Emulator): Route[] {
  const dismiss = ({ params }: RouteRequest): Reply => {
    admission.dismiss(params.id!, params.aid!);
    return noContent;
  };
  const setStatus = async (request: RouteRequest): Promise<Reply> => {
    const { status } = await bodyOf(request, NewStatus);
    admission.setStatus(request.params.id!, request.params.aid!, status);
    return noContent;
  };
  const status = ({ params }: RouteRequest): Reply => ok({ status: authSetOf(fleet.get(params.id!), params.aid!).status });

  return [
    { method: 'DELETE', path: `${BASE}/:id/auth/:aid`, run: dismiss },
    { method: 'GET', path: `${BASE}/:id/auth/:aid/status`, run: status },
    { method: 'PUT', path: `${BASE}/:id/auth/:aid/status`, run: setStatus },
  ];
}

/** One page, looking one device further to know whether another page follows. */
function listDevices({ fleet }: Emulator, { path, query }: RouteRequest, filter: DeviceFilter): Reply {
  const paging = readPaging(query);
  const { page, perPage } = paging;
  const found = fleet.list(filter, (page - 1) * perPage, perPage + 1);
  const links = linkHeaders(path, query, paging, found.length > perPage);
  return { status: 200, headers: { Link: links }, body: found.slice(0, perPage).map(deviceBody) };
}

async function preauthorize({ fleet, admission }: Emulator, request: RouteRequest): Promise<Reply> {
  const { identity_data: identityData, pubkey, force } = await bodyOf(request, NewPreauthorization);
  const preauthorized = preauthorizeDevice(fleet, admission, { identityData, pubkey, force });
  if (preauthorized.kind === 'exists') return { status: 409, body: deviceBody(preauthorized.device) };
  return created(`devices/${preauthorized.deviceId}`);
}

function decommission({ admission }: Emulator, { params }: RouteRequest): Reply {
  admission.decommission(params.id!);
  return noContent;
}

const filterOfQuery = (query: URLSearchParams): DeviceFilter => filterOf(query.getAll('status'), query.getAll('id'));

function filterOf(statuses: readonly string[], ids: readonly string[]): DeviceFilter {
  if (statuses.every(isStatus)) return { statuses, ids };
  throw new Refusal(400, 'filter status must be one of: accepted, pending, rejected, preauthorized or noauth');
}

function countOf(counts: Record<DeviceStatus, number>, status: string): number {
  if (status === '') return Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (isStatus(status)) return counts[status];
  throw new Refusal(400, 'status must be one of: pending, accepted, rejected, preauthorized, noauth');
}

const isStatus = (text: string): text is DeviceStatus => (DEVICE_STATUSES as readonly string[]).includes(text);
