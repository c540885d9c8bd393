/** Real: Chromium, the UI as it is built, PostgreSQL with a hundred thousand devices, HTTP and the API. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_TENANT } from '#core';
import { startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { axeFindings, openBrowser, signIn, type TestBrowser } from './open-browser.js';
import { DRAG, FrameWatch, told, TURN, type Watched } from './watch-frames.js';

const DEVICES = 100_000;
/** So far down is scrolled: thirty pages of the API. */
const DEEP = 6_000;
/** In sight and a little around it, however many are loaded. */
const MOST_ROWS = 80;
/** Of what the browser alone is busy for when it scrolls such a list. */
const MOST_BUSIER = 4;
/** Requests for so many devices: what is flown past is asked for in large pieces. */
const MOST_REQUESTS = 16;

const FILL = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, hub_status, sync, reason)
  SELECT '${DEFAULT_TENANT}', 'pump-' || lpad(n::text, 6, '0'), 'accepted', now(), 'e', 1, 1, 'present', 'enabled', 'in-sync', 'as-wanted' FROM generate_series(1, ${DEVICES}) n`;
const TAG = `
  INSERT INTO device_tag (tenant_id, device_id, tag, value)
  SELECT '${DEFAULT_TENANT}', 'pump-' || lpad(n::text, 6, '0'), 'place.hall', (n % 20000)::text FROM generate_series(1, ${DEVICES}) n`;

/** As many lines of the same words, all of them in the page, which the browser scrolls by itself. */
const PLAIN = `
  <style>body { font: 14px sans-serif; margin: 0 } div { height: 50px; border-bottom: 1px solid #ddd; display: grid; grid-template-columns: repeat(6, 1fr); align-items: center }</style>
  ${Array.from({ length: DEEP }, (_, at) => `<div><b>pump-${at}</b><i>In sync</i><i>Accepted</i><i>Enabled</i><i>The hub is as the fleet wants it</i><i>5 minutes ago</i></div>`).join('')}`;

describe('the list of a hundred thousand devices', () => {
  let stack: Stack;
  let token: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres' });
    for (const statement of [FILL, TAG, 'ANALYZE device', 'ANALYZE device_tag']) await stack.database.prisma.$executeRawUnsafe(statement);
    token = (await stack.tokens.issue(DEFAULT_TENANT, 'Ada Lovelace', 'viewer')).token.reveal();
  }, 240_000);
  afterAll(() => stack.stop(), 240_000);
  beforeEach(async () => {
    browser = await openBrowser();
    ({ page } = browser);
    await signIn(page, stack.api.address, token);
    await page.goto(`${stack.api.address}/devices`);
    await page.getByRole('link', { name: 'pump-000001' }).waitFor();
  }, 240_000);
  afterEach(async () => {
    const complaints = browser.complaints();
    await browser.close();
    expect(complaints).toEqual([]);
  }, 240_000);

  const loaded = async (): Promise<number> => Number(/^[\d ]+/.exec(await page.getByRole('status').filter({ hasText: /devices/ }).first().innerText())?.[0].replaceAll(/\s/g, '') ?? 0);
  const both = async (watch: FrameWatch): Promise<[Watched, Watched]> => {
    await page.evaluate('scrollTo(0, 60_000)');
    const turned = await watch.during(() => page.evaluate(TURN));
    return [turned, await watch.during(() => page.evaluate(DRAG))];
  };
  const rows = () => page.getByRole('table', { name: 'Devices' }).getByRole('row').count();

  it('scrolls far down without a stall: nothing is made anew for the lines of a jump, few lines are in the page', async () => {
    const asked: string[] = [];
    page.on('request', (request) => new URL(request.url()).pathname === '/api/v1/devices' && asked.push(request.url()));
    const watch = await FrameWatch.of(page);
    let most = 0;
    const way = await watch.during(() =>
      waitFor('the list to be long', async () => {
        await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
        most = Math.max(most, await rows());
        return (await loaded()) >= DEEP;
      }),
    );
    const [turned, dragged] = await both(watch);
    const requests = asked.length;

    await page.setContent(PLAIN);
    const [plainTurned, plainDragged] = await both(await FrameWatch.of(page));
    const lines = { 'until they are loaded': way, 'by wheel': turned, 'a plain list by wheel': plainTurned, 'by scroll bar': dragged, 'a plain list by scroll bar': plainDragged };
    const [byWheel, byBar] = [turned.busyMs / plainTurned.busyMs, dragged.busyMs / plainDragged.busyMs];
    process.stdout.write(`The list of devices, ${DEEP} of them in ${requests + 1} requests:\n${Object.entries(lines).map(([how, seen]) => `  ${how}: ${told(seen)}\n`).join('')}  Busy ${byWheel.toFixed(1)} times as long as the plain list by wheel, ${byBar.toFixed(1)} times by scroll bar.\n`);
    expect(most).toBeLessThanOrEqual(MOST_ROWS);
    expect(dragged.added).toBeLessThanOrEqual(MOST_ROWS);
    expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(Math.max(byWheel, byBar)).toBeLessThan(MOST_BUSIER);
  }, 240_000);

  it('puts nobody who stands on one device upon another one, however far the list is scrolled', async () => {
    await page.getByRole('link', { name: 'pump-000003' }).focus();
    await page.evaluate('scrollTo(0, 5_000)');
    await page.getByRole('link', { name: 'pump-000100' }).waitFor();
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('BODY');
    await page.getByRole('link', { name: 'pump-000100' }).click();
    await page.waitForURL(/\/devices\/pump-000100$/);
  }, 240_000);

  it('is found by a tag as it was seen last, and the address holds it', async () => {
    const tag = page.getByLabel('Tag', { exact: true });
    await tag.fill('place.hall');
    await tag.pressSequentially('=77');
    await page.getByText('5 devices', { exact: true }).waitFor();
    await page.getByText('Tags are as they were seen last').waitFor();
    expect(new URL(page.url()).search).toBe('?tag=place.hall%3D77');
    for (const id of ['pump-000077', 'pump-080077']) await page.getByRole('link', { name: id }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.reload();
    await page.getByText('5 devices', { exact: true }).waitFor();
    expect(await tag.inputValue()).toBe('place.hall=77');
    await tag.fill('place.hall=nowhere');
    await page.getByText('No device passes these filters').waitFor();
  }, 240_000);
});
