import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

const SELF = "'self'";
const NONE = "'none'";

/** Only our own pages, and nobody's around them. Styles may stand in the page because MUI writes them there. */
const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: [SELF],
    styleSrc: [SELF, "'unsafe-inline'"],
    imgSrc: [SELF, 'data:'],
    objectSrc: [NONE],
    baseUri: [NONE],
    frameAncestors: [NONE],
    formAction: [SELF],
  },
};

const SHOWN = ['etag', 'link', 'location', 'retry-after', 'ratelimit', 'ratelimit-policy', 'idempotent-replayed'];
const TAKEN = ['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key', 'last-event-id', 'traceparent'];

/** The headers that keep browsers from harm, cookies, and whose pages may call from elsewhere: with a bearer token, never with a cookie. */
export async function secureHttp(app: NestFastifyApplication, corsOrigins: readonly string[]): Promise<void> {
  protectAnswers(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
  await app.register(cookie);
  if (corsOrigins.length === 0) return;
  await app.register(cors, {
    origin: [...corsOrigins],
    credentials: false,
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: TAKEN,
    exposedHeaders: SHOWN,
    maxAge: 600,
  });
}

/** Every answer gets the same headers, so helmet is asked for them once: it would put them together for each. */
function protectAnswers(fastify: FastifyInstance): void {
  const headers = protectiveHeaders();
  fastify.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    done();
  });
}

function protectiveHeaders(): [name: string, value: string][] {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  helmet({ contentSecurityPolicy: CONTENT_SECURITY_POLICY })(request, answer, () => undefined);
  return Object.entries(answer.getHeaders()).map(([name, value]) => [name, String(value)]);
}
