import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { ApiRoutes, type ApiRoute } from '#access';
import { KeptAnswers } from '#core';
import { PinoLog, openLogger, type Env, type Running } from '#platform';
import { ApiModule } from './api.module.js';
import { keepAnswers } from './http/keep-answers.js';
import { logRequests } from './http/log-requests.js';
import { refuseAddress } from './http/problem.filter.js';
import { MAX_BODY_BYTES, readRawBodies } from './http/read-raw-bodies.js';
import { secureHttp } from './http/secure-http.js';
import { traceIdOf } from './http/trace-id.js';
import { OpenApiDocument } from './openapi/openapi-document.js';
import { serveUi } from './ui/serve-ui.js';

export interface RunningApi extends Running {
  address: string;
  /** Every route that it serves. */
  routes: readonly ApiRoute[];
}

/** The port that was asked for belongs to another process. */
class PortIsTaken extends Error {}

/** Starts the API and answers once it takes requests. */
export async function startApi(env: Env): Promise<RunningApi> {
  const logger = openLogger(env.LOG_LEVEL, 'api');
  const log = new PinoLog(logger);
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    // Fastify's own lines have the address as it came; ours (log-requests.ts) have the route.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => refuseAddress(request, reply),
    genReqId: ({ headers }: IncomingMessage) => traceIdOf(headers),
    trustProxy: trusted(env.LOCKSTEP_TRUST_PROXY),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.with(env, log), adapter, { logger: log, abortOnError: false, bodyParser: false });
  readRawBodies(adapter.getInstance());
  logRequests(adapter.getInstance(), log);
  keepAnswers(adapter.getInstance(), app.get(KeptAnswers), log);
  await secureHttp(app, env.LOCKSTEP_CORS_ORIGINS);
  await serveUi(app, log);
  app.get(OpenApiDocument).describe(app);

  await app.listen(env.PORT, env.HOST).catch((error: unknown) => {
    throw isTaken(error) ? new PortIsTaken(`Port ${env.PORT} is taken by another process. Stop it, or set PORT to a free one.`) : error;
  });
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, routes: app.get(ApiRoutes, { strict: false }).all(), stop: () => app.close() };
}

/** The nearest proxies by their number, or any by their address. */
const trusted = (proxies: number | string[] = 0) => (typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies);

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
