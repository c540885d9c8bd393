/** Real: Chromium, the UI as it is built, PostgreSQL with a hundred thousand devices, HTTP and the API. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_TENANT } from '#core';
import { startStack, type Stack } from '../support/lockstep.js';
import { waitFor } from '../support/wait-for.js';
import { axeFindings, openBrowser, signIn, type TestBrowser } from './open-browser.js';

const DEVICES = 100_000;
/** So far down is scrolled: thirty pages of the API. */
const DEEP = 6_000;
/** In sight and a little around it, however many are loaded. */
const MOST_ROWS = 80;
/** A line far down may take so much longer than one at the top; what grows with the length of the list takes a hundred times as long. */
const MOST_SLOWER = 6;

const FILL = `
  INSERT INTO device (tenant_id, device_id, told_status, told_at, told_event_id, generation, settled, hub_kind, hub_status, sync, reason)
  SELECT '${DEFAULT_TENANT}', 'pump-' || lpad(n::text, 6, '0'), 'accepted', now(), 'e', 1, 1, 'present', 'enabled', 'in-sync', 'as-wanted' FROM generate_series(1, ${DEVICES}) n`;
const TAG = `
  INSERT INTO device_tag (tenant_id, device_id, tag, value)
  SELECT '${DEFAULT_TENANT}', 'pump-' || lpad(n::text, 6, '0'), 'place.hall', (n % 20000)::text FROM generate_series(1, ${DEVICES}) n`;

/** Runs in the page: keeps how long tasks and frames take. */
const WATCH = `(() => {
  globalThis.seen = { tasks: [], frames: [] };
  new PerformanceObserver((list) => globalThis.seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  let last = performance.now();
  const frame = (now) => {
    globalThis.seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()`;
const TAKE = `(() => { const { tasks, frames } = globalThis.seen; globalThis.seen.tasks = []; globalThis.seen.frames = []; return { tasks, frames }; })()`;
/** Some screens down and up again, a step a frame. */
const SCROLL = `new Promise((done) => {
  let steps = 0;
  const step = () => {
    scrollBy(0, steps < 60 ? 300 : -300);
    if (++steps < 120) requestAnimationFrame(step);
    else done();
  };
  requestAnimationFrame(step);
})`;

interface Seen {
  tasks: number[];
  frames: number[];
}

const longest = (values: readonly number[]): number => Math.max(0, ...values);
const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

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
  const rows = () => page.getByRole('table', { name: 'Devices' }).getByRole('row').count();

  it('scrolls far down without a stall, and keeps few lines in the page', async () => {
    await page.evaluate(WATCH);
    await page.evaluate(SCROLL);
    const top = (await page.evaluate(TAKE)) as Seen;
    let most = 0;
    await waitFor('the list to be long', async () => {
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      most = Math.max(most, await rows());
      return (await loaded()) >= DEEP;
    });
    const way = (await page.evaluate(TAKE)) as Seen;
    await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight - 60000)`);
    await page.evaluate(TAKE);
    await page.evaluate(SCROLL);
    const deep = (await page.evaluate(TAKE)) as Seen;

    const told = ({ tasks, frames }: Seen) => `${median(frames).toFixed(0)} ms a frame, the longest ${longest(frames).toFixed(0)}, ${tasks.length} long tasks, the longest ${longest(tasks).toFixed(0)}`;
    process.stdout.write(`The list of devices, at the top: ${told(top)}. While ${DEEP} are loaded: ${told(way)}. Far down: ${told(deep)}.\n`);
    expect(Math.max(most, await rows())).toBeLessThanOrEqual(MOST_ROWS);
    expect(median(deep.frames)).toBeLessThan(MOST_SLOWER * Math.max(1_000 / 60, median(top.frames)));
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
