import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.js';
import { LOOPBACK } from './check-ports.js';
import { shown, type Home } from './places.js';
import { startPostgres } from './postgres/start-postgres.js';
import type { Prepared } from './prepare-home.js';
import { apiRecipe, hubEmulatorRecipe, menderEmulatorRecipe, workerRecipe, type HubReady, type MenderReady } from './programs/app-recipes.js';
import type { Crew } from './programs/crew.js';
import type { KeptProgram } from './programs/kept-program.js';
import type { Addresses } from './publish-addresses.js';
import type { Settings } from './settings.js';

const REGISTERED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** What programs get of our own environment. The rest of theirs comes from us. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'SystemRoot'];

export interface StartOrder extends Prepared {
  settings: Settings;
  source: Readonly<Record<string, string | undefined>>;
  crew: Crew;
  stage(title: string): void;
}

/** Starts everything, side by side where nothing depends on the other. Answers when all is ready. Throws CannotStart. */
export async function startAll(order: StartOrder): Promise<Addresses> {
  const { settings, home, keys, crew } = order;
  const env = Object.fromEntries(PASSED_ON.map((name) => [name, order.source[name]]).filter(([, value]) => value !== undefined)) as NodeJS.ProcessEnv;

  order.stage('Starting PostgreSQL and the emulators');
  // Loading takes as long as PostgreSQL does.
  const seeding = import('./seed-connections.js');
  const [databaseUrl, { ready: hub }, { ready: mender, program: menderEmulator }] = await Promise.all([
    startPostgres({ ...order, env }),
    crew.start(3, hubEmulatorRecipe(home, settings, env)),
    crew.start(3, menderEmulatorRecipe(home, settings, env)),
  ]);

  order.stage('Starting the API and the worker');
  const shared = { ...env, ...serviceSettings(settings, hub), DATABASE_URL: databaseUrl, LOCKSTEP_MASTER_KEYS: keys.masterKeys };
  const seed = async () => {
    const seeded = await (await seeding).seedConnections(home, keys, { hub: hub.hubs[0], mender }, shared);
    // Not before: it would go on where it stopped, with addresses of yesterday.
    await crew.start(2, workerRecipe(home, shared));
    return seeded;
  };
  const [{ ready: api }, seeded] = await Promise.all([crew.start(1, apiRecipe(home, settings, { ...shared, LOCKSTEP_SIMULATION: mender.url })), seed()]);

  const webhook = { url: `${api.address}/webhooks/${seeded.sourceId}`, secret: keys.webhook.secret };
  await registerWebhook(home, mender, menderEmulator, webhook);
  return {
    apiUrl: api.address,
    tokens: seeded.tokens,
    webhook,
    hub: { ...hub.hubs[0], gateway: gatewayOf(hub), caFile: hub.caFile },
    mender: { url: mender.url, token: mender.token },
    databaseUrl,
    queue: settings.redisUrl === null ? 'postgres' : 'redis',
  };
}

const gatewayOf = ({ port }: HubReady): string => `${LOOPBACK}:${port}`;

const serviceSettings = ({ redisUrl, logLevel }: Settings, hub: HubReady): NodeJS.ProcessEnv => ({
  ...(redisUrl !== null && { REDIS_URL: redisUrl }),
  LOCKSTEP_HUB_GATEWAY: gatewayOf(hub),
  LOCKSTEP_HUB_CA: hub.caFile,
  LOG_LEVEL: logLevel,
});

/** The address of the API may be another one today. What the emulator has registered stays there when it is started again. */
async function registerWebhook(home: Home, { url }: MenderReady, emulator: KeptProgram<MenderReady>, webhook: Addresses['webhook']): Promise<void> {
  emulator.send({ type: 'webhook', ...webhook });
  const until = Date.now() + REGISTERED_WITHIN_MS;
  while ((await registered(url)) !== webhook.url) {
    if (Date.now() > until) {
      throw new CannotStart(`The Mender emulator does not take our webhook. What it wrote stands in ${shown(home.logOf('mender-emulator'))}.`);
    }
    await pause(LOOK_EVERY_MS);
  }
}

async function registered(url: string): Promise<unknown> {
  const overview = (await fetch(`${url}/emulator`).then((answer) => answer.json())) as { webhook?: unknown };
  return overview.webhook;
}
