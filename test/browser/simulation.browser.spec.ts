/** Real: Chromium, the UI as it is built, PostgreSQL, HTTP, the API and a worker. Emulated: the hub and the fleet manager, which are changed and broken in the browser. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_TENANT } from '#core';
import type { Stack } from '../support/lockstep.js';
import { axeFindings, NARROW, openBrowser, resize, signIn, WIDE } from './open-browser.js';
import { openForEach, SHOTS } from './open-for-each.js';

let stack: Stack;
let page: Page;

const issue = async (role: 'admin' | 'viewer'): Promise<string> => (await stack.tokens.issue(DEFAULT_TENANT, `${role} Ada`, role)).token.reveal();

openForEach({ simulated: true, worker: true }, (now) => ({ stack, page } = now));

describe('a newcomer', () => {
  it('sees a device arrive in the hub, why a broken hub keeps another one, and how it heals', async () => {
    await signIn(page, stack.api.address, await issue('admin'));
    await page.getByRole('link', { name: 'To the simulated fleet' }).click();
    await page.getByText('No device asked to be let in yet').waitFor();
    expect(await page.getByRole('button', { name: 'Accept all pending' }).getAttribute('aria-disabled')).toBe('true');

    await page.getByRole('button', { name: 'Add a device' }).click();
    await page.getByRole('button', { name: /^Accept [0-9a-f-]+$/ }).click();
    const first = page.getByRole('row').filter({ hasText: 'In sync' });
    await first.getByText('Enabled').waitFor();
    await first.getByRole('link').click();
    const calls = page.getByRole('list', { name: 'Calls that led to it' }).filter({ hasText: /the hub answered 200 after \d+ ms, request/ }).last();
    await calls.getByRole('button', { name: 'Copy the request id' }).click();
    await page.getByText('Copied the request id.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await calls.locator('code').innerText());
    await page.getByRole('link', { name: 'Simulated fleet' }).click();

    await page.getByRole('switch', { name: 'The hub is away (503)' }).click();
    await page.getByText('Broken now: the hub is away (503).').waitFor();
    await page.getByRole('button', { name: 'Add a device' }).click();
    await page.getByRole('button', { name: /^Accept [0-9a-f-]+$/ }).click();
    const second = page.getByRole('row').filter({ hasText: 'Waiting' });
    await second.getByRole('link').click();
    await page.getByText(/^The hub cannot be reached/).first().waitFor();

    await page.getByRole('link', { name: 'Simulated fleet' }).click();
    await page.getByRole('button', { name: 'Mend all' }).click();
    await page.getByText('Broken now').waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: 'In sync' }).nth(1).waitFor({ timeout: 120_000 });
  }, 240_000);

  it('is told by the overview and the settings that the hub refuses our credentials, until it does not', async () => {
    await signIn(page, stack.api.address, await issue('admin'));
    await page.goto(`${stack.api.address}/simulation`);
    await page.getByRole('switch', { name: /credentials/ }).click();
    await page.getByText(/^Broken now/).waitFor();
    await page.getByRole('button', { name: 'Add a device' }).click();
    await page.getByRole('button', { name: /^Accept [0-9a-f-]+$/ }).click();
    const trouble = page.getByRole('status').filter({ hasText: 'The hub refuses our credentials' });
    for (const path of ['/settings/hub', '/']) {
      await page.goto(stack.api.address + path);
      await trouble.getByText(/and is tried every few seconds/).waitFor();
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.screenshot({ path: `${SHOTS}/overview-hub-refuses.png`, fullPage: true });
    await page.goto(`${stack.api.address}/simulation`);
    await page.getByRole('button', { name: 'Mend all' }).click();
    await page.goto(stack.api.address);
    await trouble.waitFor({ state: 'detached', timeout: 120_000 });
  }, 240_000);

  it('does the same by keyboard alone, with a hundred devices', async () => {
    await signIn(page, stack.api.address, await issue('admin'));
    await page.goto(`${stack.api.address}/simulation`);
    await page.getByRole('button', { name: 'Add a hundred' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('100 devices ask to be let in.').waitFor();
    await page.getByText(/^10 of 10\d devices$/).waitFor();
    await page.getByRole('switch', { name: 'The hub is slow' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Broken now: the hub is slow.').waitFor();
    await page.keyboard.press('Space');
    await page.getByText('Broken now').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Accept all pending' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('100 devices accepted.').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText(/^50 of 10\d devices$/).waitFor();
  }, 240_000);
});

describe('a viewer', () => {
  it('is told who may change the simulated fleet', async () => {
    await signIn(page, stack.api.address, await issue('viewer'));
    await page.goto(`${stack.api.address}/simulation`);
    await page.getByText('It takes the permission integration:manage').waitFor();
    expect(await page.getByRole('button', { name: /^(Accept|Add|Mend)/ }).count()).toBe(0);
  }, 240_000);
});

describe.each(['light', 'dark'] as const)('the page in %s', (scheme) => {
  it('is free of what axe knows to be wrong, wide and narrow', async () => {
    const { page: shown, complaints, close } = await openBrowser({ scheme });
    try {
      await signIn(shown, stack.api.address, await issue('admin'));
      await shown.goto(`${stack.api.address}/simulation`);
      await shown.getByText('Break something').waitFor();
      await shown.getByRole('row').nth(2).waitFor();
      for (const [viewport, name] of [[WIDE, ''], [NARROW, '-narrow']] as const) {
        await resize(shown, viewport);
        await shown.screenshot({ path: `${SHOTS}/simulation-${scheme}${name}.png`, fullPage: name === '' });
        expect(await axeFindings(shown)).toEqual([]);
        expect(await shown.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
      }
      expect(complaints()).toEqual([]);
    } finally {
      await close();
    }
  }, 240_000);
});
