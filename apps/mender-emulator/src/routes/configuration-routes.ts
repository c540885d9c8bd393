import { z } from 'zod';
import { validateConfiguration } from '../configure/validate-configuration.js';
import type { Emulator } from '../emulator.js';
import { linkHeaders, readPaging } from '../http/paging.js';
import { Refusal } from '../http/refusal.js';
import { bodyOf, noContent, ok, type Reply, type Route, type RouteRequest } from '../http/route.js';
import type { Configuration, Deployment } from '../model.js';

const CONFIGURATION = '/api/management/v1/deviceconfig/configurations/device/:id';
const DEPLOYMENT = '/api/management/v1/deployments/deployments/:id';

const Deploy = z.object({ retries: z.number().int().min(0).default(0) });

/** Device configuration and its deployments. Source: Mender's device configuration and deployments management APIs v1. */
export function configurationRoutes({ configurations, deployments }: Emulator): Route[] {
  const replace = async ({ params, json }: RouteRequest): Promise<Reply> => {
    configurations.replace(params.id!, validateConfiguration(await json()));
    return noContent;
  };

  const deploy = async (request: RouteRequest): Promise<Reply> => {
    configurations.get(request.params.id!);
    await bodyOf(request, Deploy);
    return ok({ deployment_id: configurations.deploy(request.params.id!) });
  };

  const devicesOf = ({ path, params, query }: RouteRequest): Reply => {
    const deployment = deployments.find(params.id!);
    if (!deployment) throw new Refusal(404, 'Resource not found');
    const paging = readPaging(query);
    const devices = paging.page === 1 ? [deploymentDeviceBody(deployment)] : [];
    return { status: 200, headers: { Link: linkHeaders(path, query, paging, false) }, body: devices };
  };

  return [
    { method: 'GET', path: CONFIGURATION, run: ({ params }) => ok(configurationBody(configurations.get(params.id!))) },
    { method: 'PUT', path: CONFIGURATION, run: replace },
    { method: 'POST', path: `${CONFIGURATION}/deploy`, run: deploy },
    { method: 'GET', path: `${DEPLOYMENT}/devices/list`, run: devicesOf },
  ];
}

/** A configuration as the management API shows it; what is not known stays out. */
export function configurationBody({ id, configured, reported, deploymentId, updatedTs, reportedTs }: Configuration): object {
  return { id, configured, reported, deployment_id: deploymentId, updated_ts: updatedTs, reported_ts: reportedTs };
}

/** The one device of a configuration deployment. */
function deploymentDeviceBody({ deviceId, status, created, started, finished }: Deployment): object {
  return { id: deviceId, status, created, started, finished, log: false };
}
