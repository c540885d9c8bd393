/** Real: Chromium, the UI as it is built, PostgreSQL, HTTP, the API. Emulated: the hub. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_TENANT } from '#core';
import { apiCaller } from '../support/api-caller.js';
import type { Stack } from '../support/lockstep.js';
import { TwinDevices } from '../support/twin-devices.js';
import { axeFindings, NARROW, openBrowser, resize, signIn, WIDE } from './open-browser.js';
import { openForEach, SHOTS } from './open-for-each.js';

let stack: Stack;
let devices: TwinDevices;
let page: Page;

openForEach({}, (now) => {
  ({ stack, page } = now);
  devices = new TwinDevices(stack);
});

/** Somebody who may see every device, and is an administrator of this one alone. */
async function adminOf(deviceId: string): Promise<string> {
  const admin = apiCaller(stack.api.address, (await stack.tokens.issue(DEFAULT_TENANT, 'Ada', 'admin')).token.reveal());
  const { summary, token } = await stack.tokens.issue(DEFAULT_TENANT, 'Vera', 'viewer');
  const body = { subject: { kind: 'token', id: summary.id }, role: 'admin', scope: { kind: 'device', deviceId } };
  expect((await admin.post('/api/v1/access/grants', { body })).status).toBe(201);
  return token.reveal();
}

const refused = (name: string) => page.getByRole('button', { name, exact: true }).getAttribute('aria-disabled');
const openTwin = async (path: string) => {
  await page.goto(`${stack.api.address}/devices/${path}/twin`);
  await page.getByText(/between desired and reported configuration/).waitFor();
};

describe('an administrator of one device', () => {
  it('is offered to change that device, and of the others told what is missing', async () => {
    const [own, other] = [await devices.make(), await devices.make()];
    const token = await adminOf(own);
    await signIn(page, stack.api.address, token);

    await openTwin(own);
    expect([await refused('Edit'), await refused('Wake')]).toEqual([null, null]);
    await page.getByRole('button', { name: 'Wake', exact: true }).click();
    await page.getByText(`${own} is looked at now.`).waitFor();

    await openTwin(other);
    expect([await refused('Edit'), await refused('Wake')]).toEqual(['true', 'true']);
    await page.getByText(`Read-only: Vera may not edit twins here: what was granted does not reach ${other}. It takes the permission twin:write over it`).waitFor();
    const { status } = await apiCaller(stack.api.address, token).post(`/api/v1/devices/${other}/wake`);
    expect(status).toBe(403);
  }, 240_000);
});

describe('the twin of a module', () => {
  it('is found beside the twin of its device, and edited like it', async () => {
    const id = await devices.make();
    for (const moduleId of ['camera', 'a.b:c']) await devices.makeModule(id, moduleId);
    await signIn(page, stack.api.address, await adminOf(id));
    await openTwin(id);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'a.b:c' }).click();
    await page.getByRole('heading', { name: 'Twin of the module a.b:c' }).waitFor();
    await page.getByRole('link', { name: 'Twin of the device' }).click();
    await page.getByRole('link', { name: 'camera', exact: true }).click();
    await page.getByRole('heading', { name: 'Twin of the module camera' }).waitFor();
    expect(page.url()).toBe(`${stack.api.address}/devices/${id}/modules/camera/twin`);
    expect(await page.getByRole('link', { name: 'Device twin' }).getAttribute('aria-current')).toBe('page');

    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Desired properties' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{"fps": 25}');
    await page.getByRole('button', { name: 'Review and save' }).click();
    await page.getByText(`Saving makes 1 change to the twin of ${id}/camera`).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`Saved the twin of ${id}/camera.`).waitFor();
    await page.getByText('Found 1 difference between desired and reported configuration').waitFor();
    expect((await devices.twin(id)).properties.desired).toMatchObject({ interval: 60 });

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo the edit' }).click();
    await page.getByText('Took back what Vera changed.').waitFor();
  }, 240_000);

  it.each(['light', 'dark'] as const)('has a page in %s that is free of what axe knows to be wrong', async (scheme) => {
    const id = await devices.make();
    await devices.makeModule(id, 'camera');
    const shown = await openBrowser({ scheme });
    try {
      await signIn(shown.page, stack.api.address, await adminOf(id));
      for (const [path, ready] of [[`${id}/twin`, 'camera'], [`${id}/modules/camera/twin`, 'Twin of the module camera']] as const) {
        await resize(shown.page, WIDE);
        await shown.page.goto(`${stack.api.address}/devices/${path}`);
        await shown.page.getByText(ready, { exact: true }).waitFor();
        expect(await axeFindings(shown.page)).toEqual([]);
        await resize(shown.page, NARROW);
        expect(await shown.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
      }
      await shown.page.screenshot({ path: `${SHOTS}/module-twin-${scheme}-narrow.png` });
      expect(shown.complaints()).toEqual([]);
    } finally {
      await shown.close();
    }
  }, 240_000);
});
