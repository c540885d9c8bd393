import { ALL_DEVICES, DEFAULT_TENANT, DeviceCatalog, HubEdition, REASONS, Secret, sentenceOf, type DeviceSummary } from '#core';
import { AddEventSource, ConnectFleet, ConnectHub, ShowHubBudget, type HubBudget } from '#integrations';
import { ACCESS_COMMANDS } from './access-commands.js';
import type { Command } from './command.js';
import { UsageError } from './read-call.js';

const PAGE = 500;

/** Every command, with what its help says. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'connect-hub': {
    usage: 'connect-hub [--sku F1|S1|S2|S3 --units N] < connection-string.txt',
    does: 'connects the IoT Hub of a shared access policy (rights: registry read, registry write, service connect); without --sku the pace that the hub allows is learnt',
    run: async (app, { input, optional, tenant }) => {
      const edition = readEdition(optional('sku'), optional('units'));
      const hub = await app.get(ConnectHub).run(tenant, new Secret(await input('the connection string')), edition);
      return [`Connected to ${hub.hostName}. Devices that waited for a hub go on now.`];
    },
  },
  'connect-fleet': {
    usage: 'connect-fleet --url https://hosted.mender.io < token.txt',
    does: 'connects Mender: where devices are looked up and connection strings are delivered',
    run: async (app, { input, option, tenant }) => {
      const fleet = await app.get(ConnectFleet).run(tenant, option('url'), new Secret(await input('the access token')));
      return [`Connected to ${fleet.url}. Devices that waited for it go on now.`];
    },
  },
  'add-source': {
    usage: 'add-source --kind mender|standard-webhooks',
    does: 'opens a webhook address and prints its secret once',
    run: async (app, { option, tenant }) => {
      const kind = option('kind');
      if (kind !== 'mender' && kind !== 'standard-webhooks') throw new UsageError('--kind must be mender or standard-webhooks.');
      const source = await app.get(AddEventSource).run(tenant, kind, null);
      return [`Address: /webhooks/${source.id}`, `Secret (shown once): ${source.secrets[0]!.reveal()}`];
    },
  },
  ...ACCESS_COMMANDS,
  devices: {
    usage: 'devices [--after ID]',
    does: `lists devices with where they stand and why, ${PAGE} at a time`,
    run: async (app, { optional, tenant }) => {
      const devices = await app.get(DeviceCatalog).list(tenant, { after: optional('after'), limit: PAGE, sync: null, scope: ALL_DEVICES });
      return devices.length > 0 ? devices.map(deviceLine) : ['No devices yet. They appear with the first event.'];
    },
  },
  device: {
    usage: 'device ID',
    does: 'shows one device and its whole story',
    run: async (app, { subject, tenant }) => {
      const key = { tenantId: tenant, deviceId: subject('the device id') };
      const device = await app.get(DeviceCatalog).find(key, ALL_DEVICES);
      if (!device) throw new UsageError(`There is no device ${key.deviceId} in the tenant ${tenant}.`);
      const story = await app.get(DeviceCatalog).timeline(key, { after: null, limit: PAGE });
      return [deviceLine(device), ...story.map((entry) => `  ${entry.at.toISOString()}  ${sentenceOf(entry)}`)];
    },
  },
  'hub-budget': {
    usage: 'hub-budget',
    does: 'shows what the hub allows a minute, what is used and refused, what waits, and how long the backlog takes',
    run: async (app, { tenant }) => budgetLines(await app.get(ShowHubBudget).run(tenant)),
  },
  'dead-letters': {
    usage: 'dead-letters',
    does: 'lists what could not be read or done, newest first',
    run: async (app, { tenant }) => {
      const letters = await app.get(DeviceCatalog).deadLetters(tenant, { before: null, limit: PAGE });
      return letters.length > 0
        ? letters.map((letter) => `${letter.lastAt.toISOString()}  ${letter.reason} (${letter.attempts}x, from ${letter.sourceId}): ${letter.detail}`)
        : ['No dead letters.'];
    },
  },
};

export const help = (): string =>
  [
    'Usage: npm run lockstep -- COMMAND [options]',
    '',
    ...Object.values(COMMANDS).map(({ usage, does }) => `  ${usage}\n      ${does}`),
    '',
    `Options: --tenant ID (${DEFAULT_TENANT}), --help. DATABASE_URL and LOCKSTEP_MASTER_KEYS as for the services.`,
  ].join('\n');

function budgetLines({ hostName, edition, categories, backlog }: HubBudget): string[] {
  return [
    `${hostName}, ${edition ? `${edition.sku} with ${edition.units} ${edition.units === 1 ? 'unit' : 'units'}` : 'edition not known, its limits are learnt'}`,
    ...categories.map(({ category, allowedPerMinute, used, refused, waiting, closedUntil }) => {
      const inLine = Object.values(waiting).reduce((sum, count) => sum + count, 0);
      return `  ${category.padEnd(13)} ${used} of ${allowedPerMinute} in the last minute, ${refused} refused, ${inLine} waiting${closedUntil ? `, closed until ${closedUntil.toISOString()}` : ''}`;
    }),
    backlog.devices === 0 ? 'No backlog.' : `Backlog: ${backlog.devices} devices, about ${Math.ceil(backlog.seconds / 60)} min.`,
  ];
}

function readEdition(sku: string | null, units: string | null): HubEdition | null {
  if (sku === null && units === null) return null;
  const edition = HubEdition.safeParse({ sku, units: Number(units ?? 1) });
  if (!edition.success) throw new UsageError('--sku must be F1, S1, S2 or S3, and --units a number from 1 to 200. The basic editions have no twins.');
  return edition.data;
}

const deviceLine = ({ key, status, hubStatus, sync, reason, detail }: DeviceSummary): string =>
  `${key.deviceId}  fleet: ${status}  hub: ${hubStatus}  ${sync}${reason ? `  ${REASONS[reason]}` : ''}${detail ? ` ${detail}` : ''}`;
