import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { ApiRoutes, type ApiRoute } from '#access';
import { HubBudgets, KeptAnswers, QueueCounts, StoreCounts } from '#core';
import { Metrics, PinoLog, Readiness, managementOf, openLogger, openTracing, serveManagement, showFigures, type Env, type Management, type Running } from '#platform';
import { ApiModule } from './api.module.js';
import { keepAnswers } from './http/keep-answers.js';
import { endConnections } from './http/end-connections.js';
import { logRequests } from './http/log-requests.js';
import { measureRequests } from './http/measure-requests.js';
import { refuseAddress } from './http/problem.filter.js';
import { MAX_BODY_BYTES, readRawBodies } from './http/read-raw-bodies.js';
import { secureHttp } from './http/secure-http.js';
import { nameRequest, traceRequests } from './http/trace-requests.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { serveUi } from './ui/serve-ui.js';

export interface RunningApi extends Running {
  address: string;
  /** Where it is looked after; null where no port was asked for. */
  management: string | null;
  /** Every route that it serves. */
  routes: readonly ApiRoute[];
}

/** The port that was asked for belongs to another process. */
class PortIsTaken extends Error {}

/** Starts the API and answers once it takes requests. Throws SchemaMisfit when the database is not as this version needs it. */
export async function startApi(env: Env): Promise<RunningApi> {
  const logger = openLogger(env.LOG_LEVEL, 'api');
  const log = new PinoLog(logger);
  const tracing = openTracing(env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null, 'api');
  const metrics = new Metrics('api');
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // Fastify's own lines have the address as it came; ours (log-requests.ts) have the route.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    // A request that comes over an open connection while we stop is answered like any other.
    return503OnClosing: false,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => refuseAddress(request, reply),
    genReqId: (request: IncomingMessage) => nameRequest(request),
    trustProxy: trusted(env.LOCKSTEP_TRUST_PROXY),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(env, log, metrics), adapter, { logger: log, abortOnError: false, bodyParser: false });
  const readiness = app.get(Readiness);
  traceRequests(adapter.getInstance());
  readRawBodies(adapter.getInstance());
  endConnections(adapter.getInstance(), readiness);
  logRequests(adapter.getInstance(), log);
  measureRequests(adapter.getInstance(), metrics);
  keepAnswers(adapter.getInstance(), app.get(KeptAnswers), log);
  await secureHttp(app, env.LOCKSTEP_CORS_ORIGINS);
  await serveUi(app, log);
  app.get(OpenApiDocument).describe(app);

  const management = await begin(app, readiness, env);
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    management: management.address,
    routes: app.get(ApiRoutes, { strict: false }).all(),
    leave: async () => {
      readiness.stopping();
      await pause(env.LOCKSTEP_LEAVE_MS);
    },
    stop: async () => {
      readiness.stopping();
      await app.close();
      await Promise.all([management.close(), tracing.close()]);
    },
  };
}

/** Listens. A database that is away is no reason not to: then every request is told so. */
async function begin(app: NestFastifyApplication, readiness: Readiness, env: Env): Promise<Management> {
  let management: Management | null = null;
  try {
    await readiness.checkSchema();
    if (env.LOCKSTEP_MANAGEMENT_PORT !== undefined) showAll(app);
    management = await serveManagement(managementOf(env), readiness, app.get(Metrics));
    await app.listen(env.PORT, env.HOST);
    readiness.started();
    return management;
  } catch (error) {
    await management?.close();
    await app.close();
    throw isTaken(error) ? new PortIsTaken(`Port ${error.port} is taken by another process. Stop it, or set PORT or LOCKSTEP_MANAGEMENT_PORT to a free one.`) : error;
  }
}

/** What is measured all the time, or counted for each look: only where somebody can look. */
function showAll(app: NestFastifyApplication): void {
  const metrics = app.get(Metrics);
  metrics.watchProcess();
  showFigures(metrics, { store: app.get(StoreCounts), queue: app.get(QueueCounts), budgets: app.get(HubBudgets) });
}

/** The nearest proxies by their number, or any by their address. */
const trusted = (proxies: number | string[] = 0) => (typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies);

const isTaken = (error: unknown): error is { port: number } => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
