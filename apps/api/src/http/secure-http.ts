import type { OutgoingHttpHeaders } from 'node:http';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

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
  await app.register(helmet, { global: false, contentSecurityPolicy: CONTENT_SECURITY_POLICY });
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
  let headers: OutgoingHttpHeaders | null = null;
  fastify.addHook('onRequest', async (_request, reply) => {
    if (headers) for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value!);
    else {
      await reply.helmet();
      headers = { ...reply.raw.getHeaders() };
    }
  });
}
