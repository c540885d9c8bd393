/** Real: Chromium, the UI as it is built, PostgreSQL, HTTP, the API and a worker. Emulated: the hub and the fleet manager. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT } from '#core';
import type { Running } from '#platform';
import { startStack, type Stack } from '../support/lockstep.js';
import { axeFindings, NARROW, openBrowser, resize, signIn, WIDE, type TestBrowser } from './open-browser.js';

const SHOTS = 'artifacts/screenshots';
const FAILING = 'boiler-07';

const PAGES: readonly [name: string, path: string, ready: string][] = [
  ['overview', '/', 'What needs attention first'],
  ['devices', '/devices', FAILING],
  ['device', `/devices/${FAILING}`, 'Timeline'],
  ['device-twin', '/devices/pump-01/twin', 'Device twin'],
  ['events', '/operations/events', 'Event log'],
  ['dead-letters', '/operations/dead-letters', 'Dead letters'],
  ['drift', '/operations/drift', 'Compare the fleet with the hub'],
  ['queue', '/operations/queue', 'What devices wait for'],
  ['settings-hub', '/settings/hub', 'Host name'],
  ['settings-fleet', '/settings/fleet', 'Mender'],
  ['settings-sources', '/settings/sources', 'Webhook sources'],
  ['settings-access', '/settings/access', 'Tokens'],
  ['settings-appearance', '/settings/appearance', 'Colours'],
  ['nowhere', '/nowhere', 'There is no such page'],
];

/** What the worker counted some minutes ago: a fleet that grew, and met trouble on the way. */
function pastCount(minutesAgo: number) {
  const devices = 25 - Math.floor(minutesAgo / 2.5);
  const failing = minutesAgo > 18 && minutesAgo < 30 ? Math.min(5, 30 - minutesAgo) : 0;
  const waiting = Math.max(0, 4 - (minutesAgo % 9));
  const sync = { 'in-sync': devices - failing - waiting - 1, waiting, failing, dead: 1 };
  const status = { accepted: devices, preauthorized: 0, rejected: 0, noauth: 0, pending: 0, decommissioned: 0 };
  return { tenantId: DEFAULT_TENANT, span: 'minute', at: new Date(Date.now() - (minutesAgo + 2) * 60_000), devices, sync, status };
}

/** What a page says in place of what may not be read. */
const NOT_ALLOWED = /It takes the permission/;
/** Looks for, chooses, shows, copies or takes a copy away; what is chosen for oneself stays in the browser. */
const ONLY_READS = [
  /^(Copy|Download|Refresh|Load older|Choose|Open|only) ?/,
  /^(1 h|24 h|7 d|Saved filters|open|answered|all)$/,
  /^(Light|Dark|As the system|Times in UTC)$/,
];
/** Where an administrator can change something at once. */
const WITH_CHANGES = ['device', 'device-twin', 'dead-letters', 'drift', 'settings-hub', 'settings-fleet', 'settings-sources', 'settings-access'];

let stack: Stack;
let worker: Running;
let token: string;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  stack = await startStack({ backend: 'postgres' });
  worker = await startWorker(stack.env);
  token = (await stack.tokens.issue(DEFAULT_TENANT, 'Ada Lovelace', 'admin')).token.reveal();
  const pumps = Array.from({ length: 24 }, (_, at) => `pump-${String(at + 1).padStart(2, '0')}`);
  await stack.hubControl.fault({ kind: 'status', status: 400, device: FAILING });
  await stack.menderControl.make([...pumps, FAILING]);
  await stack.menderControl.bulk('accept', [...pumps, FAILING]);
  await stack.menderControl.bulk('reject', pumps.slice(20));
  await stack.database.prisma.fleetCount.createMany({ data: Array.from({ length: 50 }, (_, at) => pastCount(at)) });
  for (const [at, id] of pumps.entries()) await stack.inSync(id, at < 20 ? 'accepted' : 'rejected');
}, 240_000);

afterAll(async () => {
  await worker.stop();
  await stack.stop();
}, 240_000);

/** Goes to a page and waits until it has what it shows. */
async function open(page: Page, path: string, ready: string, orElse?: RegExp): Promise<void> {
  await page.goto(`${stack.api.address}${path}`);
  const shown = page.getByText(ready, { exact: true });
  await (orElse ? shown.or(page.getByText(orElse)) : shown).first().waitFor();
  await page.waitForLoadState('domcontentloaded');
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
}

/** The names of the buttons and switches of a page that can be pressed, as a screen reader tells them. */
async function offered(page: Page): Promise<string[]> {
  const told = await page.locator('main').ariaSnapshot();
  return [...told.matchAll(/^\s*- '?(?:button|switch|checkbox|menuitem)(?: "((?:[^"\\]|\\.)*)")?(.*)$/gm)].filter(([, , states]) => !states!.includes('[disabled]')).map(([, name]) => name ?? '');
}

describe.each(['light', 'dark'] as const)('the pages in %s', (scheme) => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await openBrowser({ scheme });
    await browser.page.goto(stack.api.address);
    await browser.page.getByLabel('Token').waitFor();
    expect(await axeFindings(browser.page)).toEqual([]);
    await browser.page.screenshot({ path: `${SHOTS}/sign-in-${scheme}.png` });
    await signIn(browser.page, stack.api.address, token);
  }, 240_000);

  afterAll(() => browser.close(), 240_000);

  it.each(PAGES)('%s are free of what axe knows to be wrong, and of complaints', async (name, path, ready) => {
    const { page } = browser;
    await resize(page, WIDE);
    await open(page, path, ready);
    await page.screenshot({ path: `${SHOTS}/${name}-${scheme}.png`, fullPage: true });
    expect(await axeFindings(page)).toEqual([]);

    await resize(page, NARROW);
    await page.screenshot({ path: `${SHOTS}/${name}-${scheme}-narrow.png`, fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
    // What a narrow page shows differs from a wide one; its colours do not.
    if (scheme === 'light') expect(await axeFindings(page)).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  }, 240_000);
});

/** For a block of tests: signs in to a browser of its own. `changesOn` tells what a page offers beyond reading, `refused` which requests were refused so far. */
function signedInAs(role: 'viewer' | 'admin') {
  let browser: TestBrowser;
  const refused: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    browser.page.on('response', (answer) => void (answer.status() === 403 && refused.push(answer.url())));
    await signIn(browser.page, stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'Vera', role)).token.reveal());
  }, 240_000);

  afterAll(() => browser.close(), 240_000);

  const changesOn = async (path: string, ready: string): Promise<string[]> => {
    await open(browser.page, path, ready, NOT_ALLOWED);
    return (await offered(browser.page)).filter((name) => !ONLY_READS.some((reads) => reads.test(name)));
  };
  return { changesOn, refused, complaints: () => browser.complaints() };
}

describe('the pages for a viewer', () => {
  const { changesOn, refused, complaints } = signedInAs('viewer');

  it.each(PAGES)('%s offer only to read, and ask for nothing that is refused', async (_, path, ready) => {
    expect(await changesOn(path, ready)).toEqual([]);
    expect([refused, complaints()]).toEqual([[], []]);
  }, 240_000);
});

describe('the pages for an administrator', () => {
  const { changesOn } = signedInAs('admin');

  it.each(PAGES.filter(([name]) => WITH_CHANGES.includes(name)))('%s offer changes', async (_, path, ready) => {
    expect(await changesOn(path, ready)).not.toEqual([]);
  }, 240_000);
});
