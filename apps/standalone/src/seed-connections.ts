import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Connections, DEFAULT_TENANT, readPolicyConnectionString, Role, Secret, Tokens, type HubEdition } from '#core';
import { AddEventSource, ConnectFleet, ConnectHub } from '#integrations';
import { openLogger, PinoLog, readEnv } from '#platform';
import { CannotStart } from './cannot-start.js';
import { saveKeys, type Keys } from './keep-keys.js';
import { shown, type Home } from './places.js';
import { SeedModule } from './seed.module.js';

/** The emulator limits nothing; this is as fast as a hub can be bought in one step. */
const EMULATED: HubEdition = { sku: 'S3', units: 10 };

/** What the emulators say of themselves. */
export interface Emulators {
  hub: { hostName: string; connectionString: string };
  mender: { url: string; token: string };
}

/** The keys with nothing missing. */
export interface Seeded {
  sourceId: string;
  tokens: Record<Role, string>;
}

/**
 * Connects the emulators and makes the tokens and the event source, where they are not there yet; `keys` holds them
 * afterwards. May be repeated: what is there already stays as it is. `env` is the one of the API.
 */
export async function seedConnections(home: Home, keys: Keys, emulators: Emulators, env: Readonly<Record<string, string | undefined>>): Promise<Seeded> {
  const log = new PinoLog(openLogger('silent', 'standalone'));
  const app = await NestFactory.createApplicationContext(SeedModule.with(readEnv(env), log), { logger: log, abortOnError: false });
  try {
    await connectHub(app, home, emulators.hub);
    await connectFleet(app, emulators.mender);
    const sourceId = await keepEventSource(app, keys);
    const tokens = { admin: await keepToken(app, keys, 'admin'), operator: await keepToken(app, keys, 'operator'), viewer: await keepToken(app, keys, 'viewer') };
    const made = { ...keys, webhook: { ...keys.webhook, sourceId }, tokens };
    if (JSON.stringify(made) !== JSON.stringify(keys)) saveKeys(home, made);
    return { sourceId, tokens };
  } finally {
    await app.close();
  }
}

async function connectHub(app: INestApplicationContext, home: Home, { hostName, connectionString }: Emulators['hub']): Promise<void> {
  const found = await app.get(Connections).findHub(DEFAULT_TENANT);
  if (!found) return void (await app.get(ConnectHub).run(DEFAULT_TENANT, new Secret(connectionString), { edition: EMULATED }));

  const { credentials } = found;
  const key = credentials.kind === 'shared-access-policy' ? credentials.key.reveal() : null;
  if (found.hostName !== hostName || key !== readPolicyConnectionString(connectionString).key.reveal()) {
    throw new CannotStart(
      `The hub emulator in ${shown(home.hubEmulator)} is not the one that was connected before. Put that folder back, or move ${shown(home.folder)} away to begin anew.`,
    );
  }
}

/** Its port may be another one today. */
async function connectFleet(app: INestApplicationContext, { url, token }: Emulators['mender']): Promise<void> {
  const found = await app.get(Connections).findFleet(DEFAULT_TENANT);
  if (found?.url === url && found.token.reveal() === token) return;
  await app.get(ConnectFleet).run(DEFAULT_TENANT, url, new Secret(token));
}

async function keepEventSource(app: INestApplicationContext, { webhook }: Keys): Promise<string> {
  const found = webhook.sourceId === null ? null : await app.get(Connections).findEventSource(webhook.sourceId);
  return (found ?? (await app.get(AddEventSource).run(DEFAULT_TENANT, 'mender', new Secret(webhook.secret)))).id;
}

async function keepToken(app: INestApplicationContext, { tokens }: Keys, role: Role): Promise<string> {
  const kept = tokens[role];
  if (kept !== null && (await app.get(Tokens).callerOf(new Secret(kept)))) return kept;
  return (await app.get(Tokens).issue(DEFAULT_TENANT, `standalone ${role}`, role)).token.reveal();
}
