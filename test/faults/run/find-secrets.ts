import { everyKey, formsOf } from '../../support/search-everything.js';
import { readPolicyConnectionString } from '#core';
import type { DeviceEvidence } from '../invariants/evidence.js';
import { HOME_HUB, NEIGHBOUR_HUB } from '../stack/connect-tenants.js';
import type { Site } from './site.js';

const TABLES = ['device', 'event_log', 'inbox', 'dead_letter'] as const;

/** Looks for every secret of the stack and of the run's devices wherever one might have come out. Answers with the places. */
export async function findSecrets(site: Site, devices: readonly DeviceEvidence[], output: string): Promise<string[]> {
  const secrets = secretsOf(site, devices);
  const places: [place: string, text: string][] = [['the output of our processes', output], ...(await rowsOf(site)), ...(await keysOf(site))];
  return secrets.flatMap(([name, secret]) => {
    const forms = formsOf(secret);
    return places.filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => `${name} is in ${place}`);
  });
}

function secretsOf({ stack }: Site, devices: readonly DeviceEvidence[]): [name: string, secret: string][] {
  const { hub, mender } = stack.servers;
  const policyKey = (name: string): string => readPolicyConnectionString(hub.connectionString(name)).key.reveal();
  return [
    ['the key of our policy', policyKey(HOME_HUB)],
    ['the key of the neighbour’s policy', policyKey(NEIGHBOUR_HUB)],
    ['the token of Mender', mender.token],
    ...stack.masterKeys.map((key): [string, string] => ['a master key', key]),
    ...Object.entries(stack.tenants).flatMap(([tenant, { secret, token, viewerToken }]): [string, string][] => [[`the webhook secret of ${tenant}`, secret], [`the token of ${tenant}`, token], [`the viewer’s token of ${tenant}`, viewerToken]]),
    ...devices.flatMap(({ model, identity }): [string, string][] => (identity ? [[`the key of ${model.deviceId}`, identity.connectionString.split('SharedAccessKey=')[1]!]] : [])),
  ];
}

async function rowsOf({ stack, deviceIds }: Site): Promise<[string, string][]> {
  return Promise.all(
    TABLES.map(async (table): Promise<[string, string]> => {
      const { rows } = await stack.database.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t WHERE device_id = ANY($1)`, [deviceIds]);
      return [`the table ${table}`, rows.map(({ text }) => text).join('\n')];
    }),
  );
}

const keysOf = async ({ stack }: Site): Promise<[string, string][]> =>
  stack.servers.redis ? (await everyKey(stack.servers.redis.url)).map(({ key, text }) => [`Redis under ${key}`, text]) : [];
