// Real: the emulator, over HTTP.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEVICES, MenderClient } from '../../test/mender-client.js';
import { WebhookReceiver } from '../../test/webhook-receiver.js';
import { startMenderEmulator, type RunningMenderEmulator } from '../index.js';

let emulator: RunningMenderEmulator;
let client: MenderClient;

beforeEach(async () => {
  emulator = await startMenderEmulator({ token: 'let-me-in' });
  client = new MenderClient(emulator);
});

afterEach(() => emulator.stop());

describe('the list of devices', () => {
  const page = async (query: string) => {
    const { body, headers } = await client.get(`${DEVICES}?${query}`);
    return { ids: body.map(({ id }: { id: string }) => id), links: headers.get('link') };
  };

  it('is sorted by status, then id, and linked from page to page', async () => {
    const accepted = (await client.makeDevices(2, 'accepted')).sort();
    const pending = (await client.makeDevices(3)).sort();

    const first = await page('per_page=2');
    const last = await page('page=3&per_page=2');
    expect(first.ids).toEqual(accepted);
    expect((await page('page=2&per_page=2')).ids).toEqual(pending.slice(0, 2));
    expect(last.ids).toEqual(pending.slice(2));
    expect(first.links).toBe(`<${DEVICES}?page=1&per_page=2>; rel="first", <${DEVICES}?page=2&per_page=2>; rel="next"`);
    expect(last.links).toBe(`<${DEVICES}?page=1&per_page=2>; rel="first", <${DEVICES}?page=2&per_page=2>; rel="prev"`);
  });

  it('is narrowed by any number of statuses and ids', async () => {
    const [accepted] = await client.makeDevices(1, 'accepted');
    const [rejected] = await client.makeDevices(1, 'rejected');
    const [pending] = await client.makeDevices(1);
    expect((await page('status=rejected&status=accepted')).ids).toEqual([accepted, rejected]);
    expect((await page(`id=${pending}&id=${accepted}&id=unknown`)).ids).toEqual([accepted, pending]);

    const search = await client.post(`${DEVICES}/search`, { status: 'rejected', id: [rejected, pending] });
    expect(search.body).toMatchObject([{ id: rejected }]);
  });

  it.each(['page=0', 'per_page=501', 'per_page=x', 'status=happy'])('is refused with 400 for %s', async (query) => {
    const { status, body } = await client.get(`${DEVICES}?${query}`);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.any(String), request_id: expect.any(String) });
  });

  it('is counted by status', async () => {
    await client.makeDevices(2);
    await client.makeDevices(1, 'accepted');
    expect((await client.get(`${DEVICES}/count`)).body).toEqual({ count: 3 });
    expect((await client.get(`${DEVICES}/count?status=pending`)).body).toEqual({ count: 2 });
    expect((await client.get(`${DEVICES}/count?status=happy`)).status).toBe(400);
  });
});

describe('a preauthorized device', () => {
  const asked = { identity_data: { mac: '00:01', sn: '7' }, pubkey: '-----BEGIN PUBLIC KEY-----' };

  it('is made once for its identity data, in whatever order they are told', async () => {
    const made = await client.post(DEVICES, asked);
    const id = made.headers.get('location')!.replace('devices/', '');
    expect(made.status).toBe(201);
    expect(await client.device(id)).toMatchObject({ id, status: 'preauthorized', identity_data: asked.identity_data });

    const again = await client.post(DEVICES, { ...asked, identity_data: { sn: '7', mac: '00:01' } });
    expect(again).toMatchObject({ status: 409, body: { id } });
  });

  it('takes one more key when that is forced', async () => {
    await client.post(DEVICES, asked);
    expect((await client.post(DEVICES, { ...asked, pubkey: 'another', force: true })).status).toBe(201);
    expect((await client.get(DEVICES)).body).toMatchObject([{ auth_sets: [{ pubkey: asked.pubkey }, { pubkey: 'another' }] }]);
  });

  it('is gone when its preauthorization is taken back, and announced as decommissioned', async () => {
    const receiver = await WebhookReceiver.start();
    await emulator.setWebhook(receiver.webhook);
    await client.post(DEVICES, asked);
    const [{ id, auth_sets: sets }] = (await client.get(DEVICES)).body;
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-status-changed', data: { id, status: 'preauthorized' } }]);

    await client.delete(`${DEVICES}/${id}/auth/${sets[0].id}`);
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-status-changed', data: { id, status: 'decommissioned' } }]);
    expect((await client.get(`${DEVICES}/${id}`)).status).toBe(404);
    await receiver.stop();
  });

  it('is let in when it connects, but not by an administrator', async () => {
    await client.post(DEVICES, asked);
    const [{ id }] = (await client.get(DEVICES)).body;
    expect((await client.setStatus(id, 'accepted')).status).toBe(400);
    await client.post('/emulator/bulk', { action: 'accept', ids: [id] });
    expect(await client.device(id)).toMatchObject({ status: 'accepted' });
  });
});

describe('a request', () => {
  it('is refused without the right token', async () => {
    for (const authorization of ['', 'Bearer wrong', 'let-me-in', 'Basic let-me-in']) {
      const answer = await client.call('GET', DEVICES, undefined, { authorization });
      expect(answer).toMatchObject({ status: 401, body: { error: expect.any(String) } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="ManagementJWT"');
    }
  });

  it('gets its id back, in the header and in an error', async () => {
    const answer = await client.call('GET', `${DEVICES}/unknown`, undefined, { 'x-men-requestid': 'request-7' });
    expect(answer).toMatchObject({ status: 404, body: { error: 'device not found', request_id: 'request-7' } });
    expect(answer.headers.get('x-men-requestid')).toBe('request-7');
  });

  it.each`
    because                          | method      | path                             | body                          | status
    ${'no such route exists'}        | ${'GET'}    | ${'/api/management/v1/nothing'}  | ${undefined}                  | ${404}
    ${'the route knows no such verb'} | ${'DELETE'} | ${DEVICES}                       | ${undefined}                  | ${405}
    ${'its body is no JSON'}         | ${'POST'}   | ${`${DEVICES}/search`}           | ${'{'}                        | ${400}
    ${'its body is empty'}           | ${'POST'}   | ${DEVICES}                       | ${undefined}                  | ${400}
    ${'its body is above a mebibyte'} | ${'POST'}   | ${`${DEVICES}/search`}           | ${' '.repeat(1024 * 1024 + 1)} | ${413}
  `('is refused with $status because $because', async ({ method, path, body, status }) => {
    expect((await client.call(method as string, path as string, body)).status).toBe(status);
  });
});
