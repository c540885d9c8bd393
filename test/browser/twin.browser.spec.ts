/** Real: Chromium, the UI as it is built, PostgreSQL, HTTP, the API. Emulated: the hub. */
import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_TENANT } from '#core';
import { startStack, type Stack } from '../support/lockstep.js';
import { openTwinClient, type TwinClient } from '../support/twin-client.js';
import { TwinDevices } from '../support/twin-devices.js';
import { waitFor } from '../support/wait-for.js';
import { nameOfFocus, tabTo } from './by-keyboard.js';
import { axeFindings, NARROW, openBrowser, resize, signIn, type TestBrowser } from './open-browser.js';

const SHOTS = 'artifacts/screenshots';

/** Pairs of lines of the two documents. */
const MOST_AT_ONCE = 60;

/** Runs in the page: notes when somebody clicked, and when the count of differences, which may have been drawn out of sight before, was painted. */
const WATCH = `(() => {
  addEventListener('click', ({ timeStamp }) => (globalThis.clickedAt = timeStamp), true);
  const look = (changes, observer) => {
    const told = [...document.querySelectorAll('[role="status"]')].find(({ textContent }) => textContent.includes('between desired and reported configuration'));
    if (!told?.checkVisibility()) return;
    observer.disconnect();
    globalThis.drawnAtOnce = document.querySelectorAll('.row').length;
    requestAnimationFrame(() => setTimeout(() => (globalThis.shownAt = performance.now())));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
})()`;

/** Runs in the page: tables that have to be scrolled sideways. */
const SIDEWAYS = `[...document.querySelectorAll('.MuiTableContainer-root')].filter((table) => table.scrollWidth > table.clientWidth).map((table) => table.getAttribute('aria-label'))`;

let stack: Stack;
let devices: TwinDevices;
let admin: TwinClient;
let token: string;
let viewerToken: string;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  stack = await startStack({ backend: 'postgres' });
  devices = new TwinDevices(stack);
  const issued = (await stack.tokens.issue(DEFAULT_TENANT, 'Ada Lovelace', 'admin')).token;
  token = issued.reveal();
  viewerToken = (await stack.tokens.issue(DEFAULT_TENANT, 'Vera', 'viewer')).token.reveal();
  admin = openTwinClient(stack.api.address, issued);
}, 240_000);

afterAll(() => stack.stop(), 240_000);

describe('the twin page', () => {
  let browser: TestBrowser;
  let page: Page;

  beforeEach(async () => {
    browser = await openBrowser();
    ({ page } = browser);
    await signIn(page, stack.api.address, token);
  }, 240_000);

  afterEach(async () => {
    const complaints = browser.complaints();
    await browser.close();
    expect(complaints).toEqual([]);
  }, 240_000);

  const open = async (id: string) => {
    await page.goto(`${stack.api.address}/devices/${id}/twin`);
    await page.getByText(/between desired and reported configuration/).waitFor();
  };
  const desired = () => page.getByRole('textbox', { name: 'Desired properties' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const rewrite = async (text: string) => {
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
  };

  it('counts what differs, and saves an edit that was shown before, by mouse', async () => {
    const id = await devices.make();
    await devices.report(id, { interval: 30, net: { apn: 'x' }, firmware: '1.2' });
    await open(id);
    await page.getByText('Found 1 difference between desired and reported configuration').waitFor();
    await page.getByText('The device reports 1 more value of its own.').waitFor();
    await page.screenshot({ path: `${SHOTS}/twin.png` });
    await button('Edit').click();
    await desired().click();
    await rewrite('{"interval": 30, "net": {"apn": "x", "exact": 0.10000000000000000001}}');
    await page.screenshot({ path: `${SHOTS}/twin-editor.png` });
    await button('Review and save').click();
    const dialog = page.getByRole('dialog', { name: 'What will change' });
    await dialog.getByText('/desired/net/exact').waitFor();
    await page.screenshot({ path: `${SHOTS}/twin-review.png` });
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await button('Save').click();
    expect((await sent).postData()).toBe('{"desired":{"interval":30,"net":{"exact":0.10000000000000000001}}}');
    await page.getByText('Saved the twin of').waitFor();
    expect((await devices.twin(id)).properties.desired).toMatchObject({ interval: 30, net: { apn: 'x' } });
  }, 240_000);

  it('is edited by keyboard alone', async () => {
    const id = await devices.make();
    await open(id);
    await tabTo(page, 'Edit');
    await page.keyboard.press('Enter');
    await desired().waitFor();
    await tabTo(page, 'Desired properties');
    await rewrite('{"interval": 15}');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await nameOfFocus(page)).not.toBe('Desired properties');
    for (const _editor of ['Tags', 'Desired properties']) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'What will change' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Saved the twin of').waitFor();
    expect((await devices.twin(id)).properties.desired).toMatchObject({ interval: 15 });
  }, 240_000);

  it('marks what the hub would not take, and lets nobody send it', async () => {
    await open(await devices.make());
    await button('Edit').click();
    await desired().click();
    await rewrite('{"a b": 9007199254740993, "n": null}');
    await page.getByText('Line 1: A key is not empty').waitFor();
    await page.getByText('An integer is between').first().waitFor();
    await page.locator('.cm-lintRange-error').first().waitFor();
    expect(await button('Review and save').getAttribute('aria-disabled')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: `${SHOTS}/twin-flaws.png` });
  }, 240_000);

  it.each(['mouse', 'keyboard'])('brings two edits together by %s, and loses neither', async (means) => {
    const id = await devices.make();
    await open(id);
    const press = async (name: string, key: 'Tab' | 'Shift+Tab' = 'Tab') => {
      if (means === 'mouse') return button(name).click();
      if ((await nameOfFocus(page)) !== name) await tabTo(page, name, key);
      await page.keyboard.press('Enter');
    };
    await press('Edit');
    await desired().waitFor();
    if (means === 'mouse') await desired().click();
    else await tabTo(page, 'Desired properties');
    await rewrite('{"interval": 10, "net": {"apn": "x"}, "mine": true}');
    await page.keyboard.press('Escape');
    await admin.patch(id, '{"desired":{"interval":99},"tags":{"theirs":1}}', (await admin.get(id)).body.etag);
    await press('Review and save', 'Shift+Tab');
    await press('Save');
    const dialog = page.getByRole('dialog', { name: 'The twin was changed on the hub' });
    await dialog.getByRole('radiogroup', { name: 'Which one stands at /desired/interval' }).waitFor();
    if (means === 'mouse') {
      expect(await axeFindings(page)).toEqual([]);
      await page.screenshot({ path: `${SHOTS}/twin-conflict.png` });
      await dialog.getByLabel('Keep yours').check();
      await button('Go on with this').click();
    } else {
      await tabTo(page, 'Take theirs');
      await page.keyboard.press('ArrowDown');
      await tabTo(page, 'Go on with this');
      await page.keyboard.press('Enter');
    }
    await dialog.waitFor({ state: 'hidden' });
    await press('Review and save');
    await press('Save');
    await page.getByText('Saved the twin of').waitFor();
    const twin = await devices.twin(id);
    expect([twin.properties.desired, twin.tags]).toMatchObject([{ interval: 10, mine: true }, { theirs: 1, site: 'north' }]);
  }, 240_000);

  it('leaves what was typed as it was typed where nobody else changed anything', async () => {
    const id = await devices.make();
    await open(id);
    await button('Edit').click();
    await desired().click();
    await rewrite('{\n "mine" :   [1,2],\n\n "interval": 10, "net": {"apn": "x"} }');
    await admin.patch(id, '{"desired":{"interval":99,"more":{"theirs":1}}}', (await admin.get(id)).body.etag);
    await button('Compare and merge').click();
    const dialog = page.getByRole('dialog', { name: 'The twin was changed on the hub' });
    await dialog.getByLabel('Take theirs').check();
    await button('Go on with this').click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await desired().locator('.cm-line').allInnerTexts()).toEqual(['{', ' "mine" :   [1,2],', expect.stringMatching(/^\n?$/), ' "interval": 99, "net": {"apn": "x"}, "more": {', '   "theirs": 1', ' } }']);
  }, 240_000);

  it('keeps an edit of each tab, and lets one go on with that of another', async () => {
    const id = await devices.make();
    await open(id);
    await button('Edit').click();
    await desired().click();
    await rewrite('{"tab": "one"}');

    const other = await browser.context.newPage();
    const theirs = other.getByRole('textbox', { name: 'Desired properties' });
    await other.goto(page.url());
    await other.getByText('is kept: from another tab, or from an earlier visit').waitFor();
    await other.locator('button[aria-label="Refresh the modules"]:not([disabled])').waitFor();
    expect(await axeFindings(other)).toEqual([]);
    await other.getByRole('button', { name: 'Edit', exact: true }).click();
    await theirs.click();
    await other.keyboard.press('Control+a');
    await other.keyboard.insertText('{"tab": "two"}');
    await page.getByText('Another edit of this twin').waitFor();
    await Promise.all([page.reload(), other.reload()]);
    await Promise.all([desired().waitFor(), theirs.waitFor()]);
    expect([await desired().innerText(), await theirs.innerText()]).toEqual(['{"tab": "one"}', '{"tab": "two"}']);

    await other.getByRole('button', { name: 'Cancel', exact: true }).click();
    await other.getByRole('button', { name: 'Drop the edit' }).click();
    await other.getByRole('button', { name: 'Go on with it' }).click();
    await theirs.waitFor();
    await desired().click();
    await rewrite('{"tab": "one", "more": 1}');
    await Promise.all([page.reload(), other.reload()]);
    await Promise.all([desired().waitFor(), theirs.waitFor()]);
    expect([await desired().innerText(), await theirs.innerText()]).toEqual(['{"tab": "one", "more": 1}', '{"tab": "one"}']);
    await other.close();
  }, 240_000);

  it('keeps an edit over a reload and beside a change on the hub, until it is dropped', async () => {
    const id = await devices.make();
    await open(id);
    await button('Edit').click();
    await desired().click();
    await rewrite('{"interval": 11');
    await admin.patch(id, '{"desired":{"interval":99}}', (await admin.get(id)).body.etag);
    await page.getByText('Changed on the hub since you began.').waitFor();
    await page.reload();
    await page.getByText('This browser kept the edit that you began').waitFor();
    expect(await desired().innerText()).toBe('{"interval": 11');
    await button('Cancel').click();
    await button('Drop the edit').click();
    await button('Edit').waitFor();
    await page.reload();
    await button('Edit').waitFor();
  }, 240_000);

  it('keeps an edit over the end of a session, and saves it after signing in again', async () => {
    const id = await devices.make();
    await open(id);
    await button('Edit').click();
    await desired().click();
    await rewrite('{"interval": 12}');
    await browser.context.clearCookies();
    await button('Review and save').click();
    await button('Save').click();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByLabel('Token').fill(token);
    await again.getByRole('button', { name: 'Sign in', exact: true }).click();
    await again.waitFor({ state: 'hidden' });
    await button('Save').click();
    await page.getByText('Saved the twin of').waitFor();
    expect((await devices.twin(id)).properties.desired).toMatchObject({ interval: 12 });
  }, 240_000);

  it('tells who changed what, and takes an edit back unless something newer stands there', async () => {
    const id = await devices.make();
    await admin.patch(id, '{"desired":{"interval":20}}', (await admin.get(id)).body.etag);
    await open(id);
    await page.getByText('edited 1 place').click();
    await page.getByRole('region', { name: 'What Ada Lovelace changed' }).getByText('/desired/interval').waitFor();
    await page.screenshot({ path: `${SHOTS}/twin-history.png`, fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
    await resize(page, NARROW);
    expect([await page.evaluate('document.documentElement.scrollWidth'), await page.evaluate(SIDEWAYS)]).toEqual([NARROW.width, []]);
    await button('Undo').click();
    await page.getByRole('dialog').getByRole('region', { name: 'What the undo changes' }).waitFor();
    expect(await page.evaluate(SIDEWAYS)).toEqual([]);
    await page.screenshot({ path: `${SHOTS}/twin-undo-narrow.png` });
    await button('Undo the edit').click();
    await page.getByText('took an edit back').waitFor();
    expect((await devices.twin(id)).properties.desired).toMatchObject({ interval: 60 });

    await button('Undo').last().click();
    await button('Undo the edit').click();
    await page.getByRole('dialog').getByRole('alert').getByText('What to do about it').waitFor();
  }, 240_000);

  it('shows the difference of a twin of 32 KB within 100 ms of the click, for whoever comes to the tab a moment before', async () => {
    const id = await devices.make();
    const big = Object.fromEntries(Array.from({ length: 1_400 }, (_, at) => [`key${String(at).padStart(5, '0')}`, `value ${at}`]));
    await admin.put(id, JSON.stringify({ desired: big }), (await admin.get(id)).body.etag);
    await devices.report(id, Object.fromEntries(Object.entries(big).map(([key, value], at) => [key, at % 3 === 0 ? 'other' : value])));
    await page.goto(`${stack.api.address}/devices/${id}`);
    const tab = page.getByRole('link', { name: 'Device twin' });
    const answered = page.waitForResponse((response) => response.url().endsWith('/twin'));
    await tab.hover();
    await (await answered).finished();
    await page.evaluate(WATCH);
    await tab.click();
    const ms = await waitFor('the difference to be painted', async () => Number(await page.evaluate('globalThis.shownAt - globalThis.clickedAt')) || null);
    process.stdout.write(`The difference of a 32 KB twin was shown ${ms.toFixed(0)} ms after the click.\n`);
    // What is drawn before the first picture does not grow with the twin; all of it is drawn in the end.
    expect(Number(await page.evaluate('globalThis.drawnAtOnce'))).toBeLessThanOrEqual(MOST_AT_ONCE);
    await waitFor('all of it to be drawn', async () => Number(await page.evaluate(`document.querySelectorAll('.row').length`)) > 10 * MOST_AT_ONCE);
    // The figure is for a machine that does nothing else; the bound is for one that does.
    expect(ms).toBeLessThan(2_000);
  }, 240_000);

  it.each(['light', 'dark'] as const)('breaks no rule of axe in %s, wide and narrow', async (scheme) => {
    const id = await devices.make();
    await devices.report(id, { interval: 30, firmware: { version: '1.2' } });
    await page.emulateMedia({ colorScheme: scheme });
    await open(id);
    expect(await axeFindings(page)).toEqual([]);
    await button('Edit').click();
    await desired().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByText('Nobody changed this twin yet').waitFor();
    await page.screenshot({ path: `${SHOTS}/twin-editor-${scheme}.png`, fullPage: true });
    await resize(page, NARROW);
    await page.screenshot({ path: `${SHOTS}/twin-editor-${scheme}-narrow.png`, fullPage: true });
    expect(await axeFindings(page)).toEqual([]);
  }, 240_000);
});

it('offers a viewer nothing that the API would refuse, and says why', async () => {
  const id = await devices.make();
  const { page, close } = await openBrowser();
  try {
    await signIn(page, stack.api.address, viewerToken);
    await page.goto(`${stack.api.address}/devices/${id}/twin`);
    await page.getByText('Read-only: Vera may not edit twins.').waitFor();
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    expect(await edit.getAttribute('aria-disabled')).toBe('true');
    await edit.click({ force: true });
    expect(await page.getByRole('textbox', { name: 'Desired properties' }).count()).toBe(0);
  } finally {
    await close();
  }
}, 240_000);
