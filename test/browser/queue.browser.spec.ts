/** Real: Chromium, the UI as it is built, PostgreSQL, HTTP, the API and a worker. Emulated: the hub and the fleet manager. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker } from '../../apps/worker/src/start-worker.js';
import { DEFAULT_TENANT, type Role } from '#core';
import { PROCESS_NAME, type Running } from '#platform';
import { startStack, type Stack } from '../support/lockstep.js';
import { axeFindings, openBrowser, signIn, type TestBrowser } from './open-browser.js';

const SLOW = 'boiler-slow';
const AWAY = 'boiler-away';
const LONG_MS = 20_000;

describe('the queue page', () => {
  let stack: Stack;
  let worker: Running;
  let browser: TestBrowser;

  beforeAll(async () => {
    stack = await startStack({ backend: 'postgres', leaseMs: 60_000 });
    await stack.hubControl.fault({ kind: 'delay', delayMs: LONG_MS, device: SLOW });
    await stack.hubControl.fault({ kind: 'status', status: 500, device: AWAY });
    await stack.menderControl.make([SLOW, AWAY]);
    worker = await startWorker(stack.env);
  }, 240_000);
  afterAll(async () => {
    await stack.hubControl.clearFaults();
    await worker.stop();
    await stack.stop();
  }, 240_000);

  afterEach(async () => {
    const complaints = browser.complaints();
    await browser.close();
    expect(complaints).toEqual([]);
  }, 240_000);

  const open = async (role: Role) => {
    browser = await openBrowser();
    await signIn(browser.page, stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, `${role} Ada`, role)).token.reveal());
    await browser.page.goto(`${stack.api.address}/operations/queue`);
    return browser.page;
  };

  it('shows what is under way, by whom, and what devices wait for, as it happens', async () => {
    const page = await open('admin');
    await page.getByText('No worker is at work on a device.').waitFor();
    // One after the other, or they may share a call to the hub, and with it their faults.
    await stack.menderControl.bulk('accept', [SLOW]);
    const underWay = page.getByRole('region', { name: 'Devices under way' }).getByRole('row').filter({ hasText: SLOW });
    await underWay.getByText(PROCESS_NAME).waitFor();
    await stack.menderControl.bulk('accept', [AWAY]);
    const awaited = page.getByRole('region', { name: 'Devices by what they wait for' });
    await awaited.getByText(/^The hub cannot be reached or answers with an error/).waitFor();
    await page.getByRole('region', { name: 'Jobs by queue' }).getByText('Looks at devices').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await awaited.getByRole('link', { name: /^Show them: The hub cannot be reached/ }).click();
    await page.waitForURL(/\/devices\?.*reason=hub-is-away/);
  }, 240_000);

  it('is not for those who only operate', async () => {
    const page = await open('operator');
    await page.getByText('It takes the permission integration:manage').waitFor();
  }, 240_000);
});
