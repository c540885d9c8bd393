import type { INestApplicationContext } from '@nestjs/common';
import {
  ALL_DEVICES,
  ANY_DEVICE,
  DEFAULT_TENANT,
  DeviceCatalog,
  HUB_RIGHTS,
  HubEdition,
  Integrations,
  REASONS,
  Refusal,
  Secret,
  isComplete,
  sentenceOf,
  type DeviceSummary,
  type HubTarget,
  type IntegrationSummary,
  type Trouble,
} from '#core';
import { AddEventSource, ChangeCredentials, ConnectFleet, ConnectHub, RotateSecret, ShowHubBudget, TestFleet, TestHub, readHubTarget, type HubBudget } from '#integrations';
import { ACCESS_COMMANDS } from './access-commands.js';
import type { Command } from './command.js';
import { DRIFT_COMMANDS } from './drift-commands.js';
import { KEY_COMMANDS } from './key-commands.js';
import { ROTATION_COMMANDS } from './rotation-commands.js';
import { LETTER_COMMANDS } from './letter-commands.js';
import { UsageError } from './read-call.js';

/** A test was made, and not all is well. */
export class NotWell extends Refusal {
  readonly code = 'not-well';
}

const PAGE = 500;
const DAY_MS = 24 * 60 * 60_000;

/** Every command, with what its help says. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'connect-hub': {
    usage: 'connect-hub [--sku F1|S1|S2|S3 --units N] < connection-strings.txt',
    does: 'connects the IoT Hub of a shared access policy (rights: registry read, registry write, service connect); a second line with its secondary connection string lets either key be regenerated at any time; without --sku the pace that the hub allows is learnt',
    run: async (app, { input, optional, tenant }) => {
      const edition = readEdition(optional('sku'), optional('units'));
      const hub = await app.get(ConnectHub).run(tenant, readTarget(await input('the connection string')), { edition });
      return [`Connected to ${hub.hostName}. Devices that waited for a hub go on now.`];
    },
  },
  'hub-credentials': {
    usage: 'hub-credentials < connection-strings.txt',
    does: 'puts in other connection strings of the connected hub, the primary one and on a second line the secondary one',
    run: async (app, { input, tenant }) => {
      const { id } = await theHub(app, tenant);
      const hub = await app.get(ChangeCredentials).run({ tenantId: tenant, id, revision: null }, readTarget(await input('the connection strings')), { confirmed: false });
      return [`${hub.hostName} is signed in to with ${hub.credentials.maskedSecret} of the policy ${hub.credentials.policyName}.`];
    },
  },
  'test-hub': {
    usage: 'test-hub',
    does: 'signs in to the hub and says which rights are missing; changes nothing',
    run: async (app, { tenant }) => {
      const test = await app.get(TestHub).run(tenant, null);
      const rights = HUB_RIGHTS.map((right) => `${right}: ${test.rights[right]}`);
      if (isComplete(test)) return rights;
      throw new NotWell([...rights, ...troubleLines(test.trouble)].join('\n'));
    },
  },
  'describe-hub': {
    usage: 'describe-hub [--name NAME] [--sku F1|S1|S2|S3 --units N | --sku unknown]',
    does: 'says what people call the hub and what it was bought as, which decides its pace; workers go by it from their next call',
    run: async (app, { optional, tenant }) => {
      const integration = await theHub(app, tenant);
      const [name, sku, units] = [optional('name'), optional('sku'), optional('units')];
      if (name === null && sku === null && units === null) throw new UsageError('Say what is to change: --name, or --sku with --units.');
      const edition = sku === 'unknown' ? { sku: null, units: null } : readEdition(sku, units);
      const described = await app.get(Integrations).describe({ tenantId: tenant, id: integration.id, revision: null }, { ...(name !== null && { name }), ...edition });
      return [`${described.hostName}${described.name ? `, ${described.name}` : ''}: ${editionLine(described.edition)}.`];
    },
  },
  'pause-hub': {
    usage: 'pause-hub',
    does: 'leaves the hub alone until it is resumed; events are still taken',
    run: (app, { tenant }) => pause(app, tenant, true),
  },
  'resume-hub': {
    usage: 'resume-hub',
    does: 'goes on with a paused hub',
    run: (app, { tenant }) => pause(app, tenant, false),
  },
  'connect-fleet': {
    usage: 'connect-fleet --url https://hosted.mender.io < token.txt',
    does: 'connects Mender: where devices are looked up and connection strings are delivered',
    run: async (app, { input, option, tenant }) => {
      const fleet = await app.get(ConnectFleet).run(tenant, option('url'), new Secret(await input('the access token')));
      return [`Connected to ${fleet.url}. Devices that waited for it go on now.`];
    },
  },
  'test-fleet': {
    usage: 'test-fleet',
    does: 'asks Mender for one device; changes nothing',
    run: async (app, { tenant }) => {
      const { devices, trouble } = await app.get(TestFleet).run(tenant);
      if (devices) return ['Mender shows its devices.'];
      throw new NotWell(troubleLines(trouble).join('\n'));
    },
  },
  'rotate-source': {
    usage: 'rotate-source ID',
    does: 'makes a new secret for a webhook address and prints it once; the old one stays valid for a day',
    run: async (app, { subject, tenant }) => {
      const { source, secret } = await app.get(RotateSecret).run(tenant, subject('the event source'), DAY_MS);
      return [`Secret (shown once): ${secret.reveal()}`, `The old one is valid until ${source.previousUntil?.toISOString()}.`];
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
  ...KEY_COMMANDS,
  ...ROTATION_COMMANDS,
  devices: {
    usage: 'devices [--after ID]',
    does: `lists devices with where they stand and why, ${PAGE} at a time`,
    run: async (app, { optional, tenant }) => {
      const devices = await app.get(DeviceCatalog).list(tenant, { after: optional('after'), limit: PAGE, scope: ALL_DEVICES, filter: ANY_DEVICE });
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
  ...LETTER_COMMANDS,
  ...DRIFT_COMMANDS,
};

/** One connection string, or two on a line each: of the same policy, with its primary and its secondary key. */
function readTarget(text: string): HubTarget {
  const [first = '', second, ...more] = text.split(/\s*\n\s*/);
  if (more.length > 0) throw new UsageError('Send one connection string, or two on a line each.');
  return readHubTarget(new Secret(first), second === undefined ? null : new Secret(second));
}

async function theHub(app: INestApplicationContext, tenantId: string): Promise<IntegrationSummary> {
  const [integration] = await app.get(Integrations).list(tenantId);
  if (!integration) throw new UsageError(`No hub is connected for the tenant ${tenantId}.`);
  return integration;
}

async function pause(app: INestApplicationContext, tenantId: string, paused: boolean): Promise<string[]> {
  const integration = await theHub(app, tenantId);
  await app.get(Integrations).pause({ tenantId, id: integration.id, revision: null }, paused);
  return [paused ? `${integration.hostName} is left alone until it is resumed.` : `Devices that waited for ${integration.hostName} go on now.`];
}

const editionLine = (edition: HubEdition | null): string =>
  edition ? `${edition.sku} with ${edition.units} ${edition.units === 1 ? 'unit' : 'units'}` : 'edition not known, its limits are learnt';

const troubleLines = (trouble: Trouble | null): string[] => (trouble ? [REASONS[trouble.reason], trouble.detail] : []);

export const help = (): string =>
  [
    'Usage: npm run lockstep -- COMMAND [options]',
    '',
    ...Object.values(COMMANDS).map(({ usage, does }) => `  ${usage}\n      ${does}`),
    '',
    `Options: --tenant ID (${DEFAULT_TENANT}), --help. DATABASE_URL and LOCKSTEP_MASTER_KEYS as for the services.`,
  ].join('\n');

function budgetLines({ hostName, edition, paused, trouble, categories, backlog }: HubBudget): string[] {
  return [
    `${hostName}, ${editionLine(edition)}`,
    ...(paused ? ['  Paused: nobody calls it until somebody resumes it.'] : []),
    ...(trouble ? [`  Not called since ${trouble.since.toISOString()}. ${REASONS[trouble.reason]} ${trouble.detail}`] : []),
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
