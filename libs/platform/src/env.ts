import { z } from 'zod';
import { DEFAULT_TENANT, Secret, TenantId } from '#core';
import { Algorithms, Issuer, List, Loopback, Origins, PublicUrl, TrustProxy, findGaps } from './access-settings.js';
import { flawsOfDebug } from './debug-setting.js';

const Port = z.coerce.number().int().min(0).max(65_535);

/** `id:base64` with 32 bytes, divided by commas. */
const MasterKeys = z
  .string({ error: 'is missing. Make one with: node -p "\'k1:\' + require(\'crypto\').randomBytes(32).toString(\'base64\')"' })
  .transform((text, context) => {
    const keys = text.split(',').map((part) => {
      const [, id, base64] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)\s*$/.exec(part) ?? [];
      return id && base64 ? { id, key: new Secret<Uint8Array>(Buffer.from(base64, 'base64')) } : null;
    });
    const [first, ...rest] = keys;
    if (!first || rest.some((key) => !key)) {
      context.addIssue({ code: 'custom', message: 'must be a list like k2:<base64 of 32 bytes>,k1:<base64 of 32 bytes>; the first seals, all open' });
      return z.NEVER;
    }
    return [first, ...rest.filter((key) => key !== null)] as const;
  });

const HostAndPort = z.string().transform((text, context) => {
  const [, host, port] = /^(\[[0-9a-f:]+\]|[^:\s]+):(\d{1,5})$/i.exec(text) ?? [];
  if (host && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
  context.addIssue({ code: 'custom', message: 'must be host:port' });
  return z.NEVER;
});

const HUB_HOSTS = '*.azure-devices.net,*.azure-devices.us,*.azure-devices.cn';

/** Every setting that there is, in the order of `.env.example`. */
const Env = z.object({
  /** Where the API listens; 0 takes any free port. */
  PORT: Port.default(3000),
  /** The address that the API listens on. */
  HOST: z.string().min(1).default('0.0.0.0'),
  /** PostgreSQL: all that we know. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  /** Connections to PostgreSQL a process may hold for our tables, 2 to 200. Where the queues live there too, they hold as many again, and two more. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(10),
  /** Redis for the queues. Without it they live in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// address' }).optional(),
  /** The keys that seal stored secrets: the first seals, all open. */
  LOCKSTEP_MASTER_KEYS: MasterKeys,
  /** The hubs that may be connected: host names, `*` for one label, divided by commas. */
  LOCKSTEP_HUB_HOSTS: z
    .string()
    .default(HUB_HOSTS)
    .transform((text) => text.split(',').map((host) => host.trim()).filter(Boolean)),
  /** `host:port` to dial instead of the hub's own name: the emulator, or a private endpoint. */
  LOCKSTEP_HUB_GATEWAY: HostAndPort.optional(),
  /** A PEM file with the certificate authority that the hub's certificate is checked against. */
  LOCKSTEP_HUB_CA: z.string().min(1).optional(),
  /** How long a hub may take to answer, in ms. A hub holds a throttled request back for 40 s and more. */
  LOCKSTEP_HUB_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(300_000).default(75_000),
  /** What a hub counts a bulk call as: every device in it, as its documentation says, or one call. */
  LOCKSTEP_HUB_BULK_COST: z.enum(['per-device', 'per-call']).default('per-device'),
  /** Passes at once in a worker, 1 to 1000; one tenant gets three quarters of them at most. Most of them wait, for the hub's answer or its pace; too few cannot fill a distant hub's limit. */
  LOCKSTEP_CONCURRENCY: z.coerce.number().int().min(1).max(1_000).default(200),
  /** After a worker's death, how long its devices and its jobs stay its own, in ms. */
  LOCKSTEP_LEASE_MS: z.coerce.number().int().min(500).max(300_000).default(10_000),
  /** How often a whole fleet is compared with its hub, in ms: an event that was lost is healed within it. */
  LOCKSTEP_SWEEP_INTERVAL_MS: z.coerce.number().int().min(1_000).max(86_400_000).default(900_000),
  /** How often the configuration of each device is looked at for a connection string that somebody overwrote, in ms; 0 never. Every sweep does its share. */
  LOCKSTEP_INSPECT_MS: z.coerce.number().int().min(0).max(2_592_000_000).default(86_400_000),
  /** Where /livez, /readyz, /startupz and /metrics are served, apart from the API; 0 takes any free port. Without it, nowhere. Let nobody in from outside. */
  LOCKSTEP_MANAGEMENT_PORT: Port.optional(),
  /** How long the API still serves after a stop began, in ms, so that balancers hear of it: longer than the time between two of their looks at /readyz. */
  LOCKSTEP_LEAVE_MS: z.coerce.number().int().min(0).max(5_000).default(3_000),
  /** Where browsers find us, e.g. https://lockstep.example.org. Needed to sign in at an identity provider. */
  LOCKSTEP_PUBLIC_URL: PublicUrl.optional(),
  /** The proxies whose X-Forwarded-For is believed: how many there are, or their addresses, divided by commas. Without it, none. */
  LOCKSTEP_TRUST_PROXY: TrustProxy.optional(),
  /** Other origins whose pages may call the API, with a bearer token, divided by commas. Without it, none. */
  LOCKSTEP_CORS_ORIGINS: Origins.default([]),
  /** Requests a minute of one caller. */
  LOCKSTEP_RATE_LIMIT: z.coerce.number().int().min(1).max(10_000_000).default(12_000),
  /** Failed attempts a minute of one address to say who it is. */
  LOCKSTEP_SIGN_IN_LIMIT: z.coerce.number().int().min(1).max(10_000_000).default(20),
  /** A session that nobody used for so long has ended, in minutes. */
  LOCKSTEP_SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(10_080).default(60),
  /** However much it is used, a session ends after this, in hours. */
  LOCKSTEP_SESSION_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  /** The identity provider whose access tokens count, exactly as it names itself. */
  OIDC_ISSUER: Issuer.optional(),
  /** What access tokens must be meant for: any of these, divided by commas. */
  OIDC_AUDIENCE: List.optional(),
  /** The algorithms that tokens may be signed with, divided by commas. */
  OIDC_ALGORITHMS: Algorithms.default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  /** The clients whose access tokens count (azp, appid or client_id), divided by commas. Without it, every client's. */
  OIDC_AUTHORIZED_PARTIES: List.optional(),
  /** The tenant whose people the identity provider knows. */
  OIDC_TENANT: TenantId.default(DEFAULT_TENANT),
  /** Our client at the identity provider, for signing in with a browser. */
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  /** Its secret; without it, it is a public client. */
  OIDC_CLIENT_SECRET: z.string().min(1).transform((text) => new Secret(text)).optional(),
  /** A PEM file with the public key that Mender's user tokens are checked with. A token that was revoked there counts until it expires. */
  MENDER_TOKEN_KEY: z.string().min(1).optional(),
  /** The Mender server that is asked whether its user tokens are valid, where there is no key. */
  MENDER_TOKEN_URL: Issuer.optional(),
  /** Whether the management API of Mender's iot-manager is served beside our own. */
  LOCKSTEP_MENDER_API: z.enum(['on', 'off']).default('off'),
  /** Where the internal API of Mender's iot-manager listens, which asks nobody who they are; 0 takes any free port. Without it, nowhere. */
  LOCKSTEP_MENDER_INTERNAL_PORT: Port.optional(),
  /** The address that it listens on. Whoever reaches it may say anything of any device. */
  LOCKSTEP_MENDER_INTERNAL_HOST: z.string().min(1).default('127.0.0.1'),
  /** Whether webhooks may be forwarded to private addresses too. To link-local ones they never are. */
  LOCKSTEP_RECEIVERS: z.enum(['public', 'private']).default('public'),
  /** An OTLP/HTTP receiver that spans are sent to, without the /v1/traces. Without it nothing is recorded. Its headers stand in OTEL_EXPORTER_OTLP_HEADERS, which the exporter reads. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** The Mender emulator that administrators may change and break in the UI, and with it the hub emulator behind LOCKSTEP_HUB_GATEWAY. Set by `npm start`, never where devices are real. */
  LOCKSTEP_SIMULATION: Loopback.optional(),
}).superRefine(findGaps);

export type Env = z.infer<typeof Env>;

/** The environment does not allow a start. The message lists everything that is wrong. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
}

/** Read once, at start. Throws one InvalidEnvironment that lists every problem, so that a deployment fails once and not five times. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(set);
  const flaws = [...(parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []), ...flawsOfDebug(set.DEBUG)];
  if (parsed.success && flaws.length === 0) return parsed.data;
  throw new InvalidEnvironment(`Cannot start:\n${flaws.map((flaw) => `  ${flaw}`).join('\n')}`);
}

/** Where the queues live: in Redis when there is one, else beside our own tables. */
export const queueBackendOf = (env: Env): { kind: 'redis'; url: string } | { kind: 'postgres'; url: string; connections: number } =>
  env.REDIS_URL ? { kind: 'redis', url: env.REDIS_URL } : { kind: 'postgres', url: env.DATABASE_URL, connections: env.DATABASE_CONNECTIONS };

/** What the PostgreSQL adapter needs. */
export const storeOf = (env: Env) => ({
  url: env.DATABASE_URL,
  connections: env.DATABASE_CONNECTIONS,
  masterKeys: env.LOCKSTEP_MASTER_KEYS,
  leaseMs: env.LOCKSTEP_LEASE_MS,
});

/** Which of Mender's iot-manager is served. */
export const menderCompatibilityOf = (env: Env) => ({
  management: env.LOCKSTEP_MENDER_API === 'on',
  internal: env.LOCKSTEP_MENDER_INTERNAL_PORT === undefined ? null : { port: env.LOCKSTEP_MENDER_INTERNAL_PORT, host: env.LOCKSTEP_MENDER_INTERNAL_HOST },
});

/** Where the process is looked after. */
export const managementOf = (env: Env) => ({ port: env.LOCKSTEP_MANAGEMENT_PORT ?? null, host: env.HOST });

/** Who says who callers are. */
export const identityProvidersOf = (env: Env) => ({
  oidc: env.OIDC_ISSUER
    ? {
        issuer: env.OIDC_ISSUER,
        audience: env.OIDC_AUDIENCE ?? [],
        algorithms: env.OIDC_ALGORITHMS,
        authorizedParties: env.OIDC_AUTHORIZED_PARTIES ?? [],
        tenantId: env.OIDC_TENANT,
      }
    : null,
  browser: env.OIDC_CLIENT_ID && env.LOCKSTEP_PUBLIC_URL ? { clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET ?? null, publicUrl: env.LOCKSTEP_PUBLIC_URL } : null,
  mender: { keyFile: env.MENDER_TOKEN_KEY ?? null, url: env.MENDER_TOKEN_URL ?? null },
});

/** How often callers may call, and where that is counted: for all processes in Redis where there is one, else in each by itself. */
export const rateLimitsOf = (env: Env) => ({ requests: env.LOCKSTEP_RATE_LIMIT, failedSignIns: env.LOCKSTEP_SIGN_IN_LIMIT, redisUrl: env.REDIS_URL ?? null });

/** How long browsers stay signed in. */
export const sessionTermsOf = (env: Env) => ({ idleMs: env.LOCKSTEP_SESSION_IDLE_MINUTES * 60_000, lastsMs: env.LOCKSTEP_SESSION_HOURS * 3_600_000 });

/** The environment as it is, for an app that reads settings of its own. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env;
