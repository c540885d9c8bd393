import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log, StoreHealth, Tenants } from '#core';
import { logRequests } from '../../http/log-requests.js';
import { MAX_BODY_BYTES, readRawBodies } from '../../http/read-raw-bodies.js';
import { menderErrorBody } from '../mender-error.js';
import { requestIdOf } from '../request-id.js';
import { speakMender } from '../speak-mender.js';
import { wordsOf } from '../words-of-errors.js';
import type { AuthenticateInHub } from './authenticate-in-hub.js';
import { readDevice, readDevices, readDocument, readStatus, readTenant } from './read-requests.js';
import type { TellDevices } from './tell-devices.js';

export const INTERNAL_BASE = '/api/internal/v1/iot-manager';

/** Source: Mender, iot-manager, OpenAPI of the internal API, v1, and its router. */
const KNOWN = [/^\/alive$/, /^\/health$/, /^\/tenants\/[^/]*$/, /^\/tenants\/[^/]*\/devices$/, /^\/tenants\/[^/]*\/devices\/[^/]+$/, /^\/tenants\/[^/]*\/bulk\/devices\/status\/[^/]+$/, /^\/tenants\/[^/]*\/auth$/];

/** What the routes do their work with. */
export interface InternalDuties {
  tell: TellDevices;
  authenticate: AuthenticateInHub;
  tenants: Tenants;
  health: StoreHealth;
  log: Log;
}

type Routed = FastifyRequest<{ Params: { tenantId: string; deviceId: string; status: string } }>;

/**
 * The internal API of Mender's iot-manager, on a port of its own. As there, it asks nobody who they are: whoever reaches the port
 * may say anything of any device of any tenant, so it belongs into the network of Mender's own services.
 */
export class InternalApi implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #server: FastifyInstance;

  constructor(
    private readonly place: { host: string; port: number },
    private readonly duties: InternalDuties,
  ) {
    // A single organisation has no tenant id in Mender, which leaves nothing between two slashes. To us it is the tenant `default`.
    const rewriteUrl = ({ url = '' }: { url?: string }): string => url.replace(`${INTERNAL_BASE}/tenants//`, `${INTERNAL_BASE}/tenants/default/`);
    this.#server = fastify({ bodyLimit: MAX_BODY_BYTES, rewriteUrl, return503OnClosing: false });
    readRawBodies(this.#server);
    logRequests(this.#server, duties.log);
    speakMender(this.#server, { base: INTERNAL_BASE, known: KNOWN, cookies: false });
    this.#server.setErrorHandler((error, request, reply) => this.#refuse(error, request, reply));
    this.#server.register(async (routes) => this.#route(routes), { prefix: INTERNAL_BASE });
  }

  /** Throws where the port is taken. */
  async onApplicationBootstrap(): Promise<void> {
    const { host, port } = this.place;
    const address = await this.#server.listen({ host, port }).catch((cause: unknown) => {
      throw new Error(`The internal API of Mender cannot listen on ${host}:${port}. Stop whatever is there, or set LOCKSTEP_MENDER_INTERNAL_PORT to a free port.`, { cause });
    });
    this.duties.log.warn({ address }, "The internal API of Mender's iot-manager listens, and asks nobody who they are");
  }

  /** Before the database is let go of, so that what is under way is kept. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#server.close();
  }

  #route(routes: FastifyInstance): void {
    const { tell, authenticate, tenants, health } = this.duties;
    const on = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, status: number, work: (request: Routed) => Promise<unknown>) =>
      routes.route({ method, url, handler: async (request, reply) => work(request as Routed).then((own) => reply.code(typeof own === 'number' ? own : status).send()) });

    on('GET', '/alive', 204, async () => undefined);
    routes.get('/health', async (request, reply) => {
      if ((await health.look()).kind === 'ready') return reply.code(204).send();
      return reply.code(503).type('application/json; charset=utf-8').send(menderErrorBody('the database cannot be reached', requestIdOf(request)));
    });
    on('DELETE', '/tenants/:tenantId', 204, async ({ params }) => tenants.forgetDevices(readTenant(params.tenantId)));
    on('POST', '/tenants/:tenantId/devices', 202, async ({ params, body }) => tell.run(readTenant(params.tenantId), 'device-provisioned', readDevice(body)));
    on('DELETE', '/tenants/:tenantId/devices/:deviceId', 202, async ({ params }) => tell.run(readTenant(params.tenantId), 'device-decommissioned', { id: params.deviceId }));
    on('PUT', '/tenants/:tenantId/bulk/devices/status/:status', 202, async ({ params, body }) => {
      const [tenantId, status] = [readTenant(params.tenantId), readStatus(params.status)];
      await Promise.all(readDevices(body).map(({ id, revision }) => tell.run(tenantId, 'device-status-changed', { id, status, revision })));
    });
    on('POST', '/tenants/:tenantId/auth', 204, async ({ params, body }) => ((await authenticate.run(readTenant(params.tenantId), readDocument(body))) ? 204 : 401));
  }

  #refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const words = wordsOf(error) ?? this.#strange(error, request);
    void reply.code(words.status).type('application/json; charset=utf-8').send(menderErrorBody(words.error, requestIdOf(request)));
  }

  #strange(error: unknown, request: FastifyRequest): { status: number; error: string } {
    const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status === 413) return { status: 400, error: 'malformed request body: request body too large' };
    if (status < 500) return { status, error: 'the request cannot be served' };
    this.duties.log.error({ requestId: requestIdOf(request), method: request.method, path: request.routeOptions.url, error }, 'A request to the internal API of Mender failed for a reason that has no name');
    return { status: 500, error: 'internal error' };
  }
}
