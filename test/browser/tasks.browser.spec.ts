/** Real: Chromium, the UI as it is built, PostgreSQL, HTTP, the API and a worker. Emulated: the hub and the fleet manager. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_TENANT } from '#core';
import type { Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { sendMenderWebhook } from '../support/webhook-sender.js';
import { nameOfFocus, tabTo } from './by-keyboard.js';
import { signIn } from './open-browser.js';
import { openForEach } from './open-for-each.js';

let stack: Stack;
let page: Page;

const issue = async (role: 'admin' | 'operator' | 'viewer'): Promise<string> => (await stack.tokens.issue(DEFAULT_TENANT, `${role} Ada`, role)).token.reveal();

const signInByKeyboard = async (role: 'admin' | 'operator'): Promise<void> => {
  await page.goto(stack.api.address);
  await page.getByLabel('Token').waitFor();
  await page.keyboard.type(await issue(role));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
};

openForEach({ hubConnected: false, worker: true }, (now) => ({ stack, page } = now));

describe('somebody who signs in', () => {
  it('is told when the token is not one', async () => {
    await page.goto(stack.api.address);
    await page.getByLabel('Token').fill('nonsense');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText(/token/i).first().waitFor();
    expect(await page.getByRole('link', { name: 'What to do about it' }).getAttribute('href')).toBe('/problems/not-authenticated');
  }, 240_000);

  it('may bring the token behind the # of the address, which is gone from it at once', async () => {
    await page.goto(`${stack.api.address}/devices#token=${await issue('viewer')}`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Devices', level: 1 }).waitFor();
    expect(page.url()).toBe(`${stack.api.address}/devices`);
  }, 240_000);

  it('loses nothing that was typed when the session ends', async () => {
    const token = await issue('admin');
    await signIn(page, stack.api.address, token);
    await page.goto(`${stack.api.address}/settings/hub`);
    await page.getByLabel('Name').fill('The hub of hall 3');
    await page.getByLabel(/^Connection string/).fill('HostName=…');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel('Token').fill(token);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name').inputValue()).toBe('The hub of hall 3');
  }, 240_000);
});

describe('an administrator', () => {
  it('connects the hub by mouse, and sees which rights it has', async () => {
    await signIn(page, stack.api.address, (await stack.tokens.issue('neighbour', 'admin Bob', 'admin')).token.reveal());
    await page.getByRole('link', { name: 'Connect', exact: true }).click();
    await page.getByLabel(/^Connection string/).fill(stack.hub.connectionString());
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('The connection works').waitFor();
    expect(await page.getByText('Granted').count()).toBe(3);
  }, 240_000);

  it('connects the hub by keyboard alone, and sees which rights it has', async () => {
    await signInByKeyboard('admin');
    await page.getByText('Connect your IoT Hub').waitFor();
    await tabTo(page, /^Connect$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Connect your IoT Hub' }).waitFor();
    await tabTo(page, /^Connection string.*\*/);
    await page.keyboard.type(stack.hub.connectionString());
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Test connection' }).waitFor();
    await tabTo(page, /^Test connection$/);
    await page.keyboard.press('Enter');
    await page.getByText('The connection works').waitFor();
    expect(await page.getByText('Granted').count()).toBe(3);
    expect(await page.content()).not.toContain(/SharedAccessKey=([^;]+)/.exec(stack.hub.connectionString())![1]);
  }, 240_000);

  it('issues a token that is shown once', async () => {
    await signIn(page, stack.api.address, await issue('admin'));
    await page.goto(`${stack.api.address}/settings/access`);
    await page.getByRole('button', { name: 'Issue a token' }).click();
    await page.getByLabel('Name').fill('dashboard');
    await page.getByRole('button', { name: 'Issue', exact: true }).click();
    const token = await page.getByRole('dialog').locator('code').first().innerText();
    expect((await fetch(`${stack.api.address}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('cell', { name: 'dashboard', exact: true }).waitFor();
    expect(await page.content()).not.toContain(token);
  }, 240_000);
});

describe('an operator', () => {
  const FAILING = 'boiler-07';

  beforeAll(async () => {
    await stack.hubControl.fault({ kind: 'status', status: 400, device: FAILING });
    await stack.menderControl.make([FAILING, 'pump-01', 'pump-02']);
    await stack.menderControl.bulk('accept', [FAILING, 'pump-01', 'pump-02']);
    await waitFor('the device to be given up', async () => (await stack.device(FAILING))?.sync === 'dead');
    await stack.inSync('pump-01', 'accepted');
    expect((await sendMenderWebhook(stack.webhook, '{"type":"nobody knows"}')).status).toBe(202);
  }, 240_000);

  it('finds in three clicks why a device fails', async () => {
    await signIn(page, stack.api.address, await issue('operator'));
    await page.getByRole('link', { name: 'Gave up' }).click();
    await page.getByRole('link', { name: FAILING }).click();
    await page.getByText(/^The hub refuses the identity as such/).first().waitFor();
    await page.getByText('Gave up').first().waitFor();
  }, 240_000);

  it('finds it by keyboard alone, and wakes the device', async () => {
    await signInByKeyboard('operator');
    await tabTo(page, 'Devices');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: FAILING }).waitFor();
    await tabTo(page, /^Device id begins with$/);
    await page.keyboard.type('boil');
    await page.getByRole('link', { name: 'pump-01' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('idPrefix=boil');
    await tabTo(page, new RegExp(`^${FAILING}$`));
    await page.keyboard.press('Enter');
    // The list says why, too; on the page of the device nothing can be done before it is loaded.
    await page.getByText('Timeline', { exact: true }).waitFor();
    await page.getByText(/^The hub refuses the identity as such/).first().waitFor();
    await tabTo(page, /^Wake$/);
    await page.keyboard.press('Enter');
    await page.getByText(`${FAILING} is looked at now.`).waitFor();
  }, 240_000);

  it('reads a dead letter as it came in, and replays it', async () => {
    await signIn(page, stack.api.address, await issue('operator'));
    await page.goto(`${stack.api.address}/operations/dead-letters`);
    const line = page.getByRole('row').filter({ hasText: stack.webhook.sourceId });
    await line.getByRole('button', { name: 'Open' }).click();
    await page.getByText('{"type":"nobody knows"}').waitFor();
    await page.getByRole('button', { name: 'Replay…' }).click();
    await page.getByRole('button', { name: 'Replay 1' }).click();
    await page.getByText(/1 replayed|stay open/).first().waitFor();
  }, 240_000);

  it('reads and replays one by keyboard alone, and stands where it stood before', async () => {
    await signInByKeyboard('operator');
    await tabTo(page, 'Operations');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Dead letters');
    await page.keyboard.press('Enter');
    const line = page.getByRole('row').filter({ hasText: stack.webhook.sourceId });
    await line.waitFor();
    const letter = (await line.getByRole('button', { name: 'Open letter' }).getAttribute('aria-label'))!.split(' ').at(-1);

    await tabTo(page, `Open letter ${letter}`);
    await page.keyboard.press('Enter');
    await page.getByText('{"type":"nobody knows"}').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await nameOfFocus(page)).toBe(`Open letter ${letter}`);

    await tabTo(page, `Choose letter ${letter}`, 'Shift+Tab');
    await page.keyboard.press('Space');
    await tabTo(page, 'Replay 1 chosen', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Replay 1', exact: true }).waitFor();
    await tabTo(page, 'Replay 1');
    await page.keyboard.press('Enter');
    await page.getByText('0 replayed, 1 stay open.').waitFor();
    await tabTo(page, 'Done');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await nameOfFocus(page)).toBe('Replay chosen');
    await line.getByText(/^[23] times$/).waitFor();
  }, 240_000);
});

describe('a viewer', () => {
  it('is offered nothing that the API would refuse, and told why', async () => {
    await signIn(page, stack.api.address, await issue('viewer'));
    await page.goto(`${stack.api.address}/devices/pump-01`);
    const wake = page.getByRole('button', { name: 'Wake' });
    expect(await wake.getAttribute('aria-disabled')).toBe('true');
    await wake.focus();
    await page.getByText('It takes the permission device:wake').waitFor();
    await page.keyboard.press('Enter');
    await page.goto(`${stack.api.address}/settings/hub`);
    await page.getByText('It takes the permission integration:manage').waitFor();
    await page.goto(`${stack.api.address}/settings/access`);
    await page.getByText('It takes the permission access:manage').waitFor();
  }, 240_000);
});
