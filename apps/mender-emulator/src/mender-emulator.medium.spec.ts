// Real: the emulator and the webhook receiver, over HTTP. Not real: Mender, devices.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEVICES, IOT_MANAGER, MenderClient } from '../test/mender-client.js';
import { waitUntil } from '../test/wait-until.js';
import { WebhookReceiver } from '../test/webhook-receiver.js';
import { startMenderEmulator, type RunningMenderEmulator } from './index.js';

let receiver: WebhookReceiver;
let emulator: RunningMenderEmulator;
let client: MenderClient;

beforeEach(async () => {
  receiver = await WebhookReceiver.start();
  emulator = await startMenderEmulator({ webhook: receiver.webhook });
  client = new MenderClient(emulator);
});

afterEach(async () => {
  await emulator.stop();
  await receiver.stop();
});

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

describe('what the fleet manager announces', () => {
  it('sends both signed events when a device is first accepted', async () => {
    const [id] = await client.makeDevices(1);
    await client.setStatus(id!, 'accepted');
    await waitUntil('two events', () => receiver.received.length === 2);

    for (const { raw, headers } of receiver.received) {
      expect(headers['content-type']).toBe('application/json');
      expect(headers['x-men-algorithm']).toBe('MEN-HMAC-SHA256-Payload');
      expect(headers['x-men-signature']).toBe(receiver.signatureOf(raw));
    }
    const events = (await receiver.take(2)).sort((a, b) => a.type.localeCompare(b.type));
    const device = await client.device(id!);
    expect(events).toEqual([
      {
        id: expect.any(String), type: 'device-provisioned', time: expect.stringMatching(RFC3339),
        data: { id, status: 'accepted', auth_sets: [{ ...device.auth_sets[0], device_id: id }], created_ts: device.created_ts },
      },
      { id: expect.any(String), type: 'device-status-changed', time: expect.stringMatching(RFC3339), data: { id, status: 'accepted' } },
    ]);
    expect(events[0]!.id).not.toBe(events[1]!.id);
  });

  it.each`
    provisionedFirst | first
    ${true}          | ${'device-provisioned'}
    ${false}         | ${'device-status-changed'}
  `('times $first first when provisionedFirst is $provisionedFirst', async ({ provisionedFirst, first }) => {
    await client.put('/emulator/settings', { provisionedFirst });
    const [id] = await client.makeDevices(1);
    await client.setStatus(id!, 'accepted');
    await waitUntil('two logged events', async () => (await client.get('/emulator/events')).body.total === 2);
    const { events } = (await client.get('/emulator/events')).body;
    const nanos = (time: string): string => time.replace('Z', '').padEnd(29, '0');
    events.sort((a: { time: string }, b: { time: string }) => (nanos(a.time) < nanos(b.time) ? -1 : 1));
    expect(events[0].type).toBe(first);
  });

  it('sends one event when a device is rejected, and one when it is accepted again', async () => {
    const [id] = await client.makeDevices(1, 'accepted');
    await client.setStatus(id!, 'rejected');
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-status-changed', data: { id, status: 'rejected' } }]);
    await client.setStatus(id!, 'accepted');
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-status-changed', data: { id, status: 'accepted' } }]);
  });

  it('says nothing when an accepted device is accepted', async () => {
    const [id] = await client.makeDevices(1, 'accepted');
    expect((await client.setStatus(id!, 'accepted')).status).toBe(204);
    await client.setStatus(id!, 'rejected');
    expect(await receiver.take(1)).toMatchObject([{ data: { status: 'rejected' } }]);
  });

  it('turns a dismissed device into one without authentication', async () => {
    const [id] = await client.makeDevices(1, 'accepted');
    const [authSet] = (await client.device(id!)).auth_sets;
    expect((await client.delete(`${DEVICES}/${id}/auth/${authSet!.id}`)).status).toBe(204);
    expect(await client.device(id!)).toMatchObject({ status: 'noauth', auth_sets: [] });
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-status-changed', data: { id, status: 'noauth' } }]);
  });

  it('lets a dismissed device ask again before it is accepted', async () => {
    const [id] = await client.makeDevices(1, 'noauth');
    await client.post('/emulator/bulk', { action: 'accept', ids: [id] });
    const events = await receiver.take(3);
    expect(events.map(({ type, data }) => `${type} ${data.status}`).sort()).toEqual([
      'device-provisioned accepted', 'device-status-changed accepted', 'device-status-changed pending',
    ]);
  });

  it('removes a decommissioned device with its configuration and tells its id only', async () => {
    const [id] = await client.makeDevices(1, 'accepted');
    expect((await client.delete(`${DEVICES}/${id}`)).status).toBe(204);
    expect((await client.get(`${DEVICES}/${id}`)).status).toBe(404);
    expect((await client.get(`/emulator/devices/${id}/configuration`)).status).toBe(404);
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-decommissioned', data: { id } }]);
    expect((await client.delete(`${DEVICES}/${id}`)).status).toBe(404);
  });

  it('lists a leaving device as decommissioning when it is told to take its time', async () => {
    await client.put('/emulator/settings', { decommissionDelayMs: 3_600_000 });
    const [id] = await client.makeDevices(1, 'accepted');
    await client.delete(`${DEVICES}/${id}`);
    expect(await client.device(id!)).toMatchObject({ decommissioning: true });
  });

  it('says that a device waits when it first asks to be let in', async () => {
    const { body } = await client.post('/emulator/devices', {});
    expect(await receiver.take(1)).toMatchObject([{ type: 'device-status-changed', data: { id: body.ids[0], status: 'pending' } }]);
  });
});

describe('how the fleet manager announces', () => {
  it('tries once and lists the failure', async () => {
    receiver.answer = 503;
    await client.post('/emulator/devices', { count: 1 });
    const [event] = await waitUntil('a listed event', async () => {
      const { body } = await client.get(`${IOT_MANAGER}/events`);
      return body.length > 0 && body;
    });
    expect(event.delivery_statuses).toEqual([
      { integration_id: expect.any(String), success: false, status_code: 503, error: 'client: unexpected status code from API: 503' },
    ]);
    expect(receiver.received).toHaveLength(1);
  });

  it('gives up on a receiver that does not answer, and does not list the event', async () => {
    receiver.answer = 'hang';
    await emulator.stop();
    emulator = await startMenderEmulator({ webhook: receiver.webhook, webhookTimeoutMs: 50 });
    client = new MenderClient(emulator);
    await client.post('/emulator/devices', { count: 1 });
    const [event] = await waitUntil('a kept event', async () => {
      const { body } = await client.get('/emulator/events');
      return body.total > 0 && body.events;
    });
    expect(event.deliveries).toMatchObject([{ outcome: 'timed-out' }]);
    expect((await client.get(`${IOT_MANAGER}/events`)).body).toEqual([]);
  });

  it('changes two thousand devices at once and sends at most fifty events at a time', async () => {
    await client.makeDevices(2000);
    expect((await client.post('/emulator/bulk', { action: 'accept', all: true })).body).toEqual({ changed: 2000 });
    expect((await client.get(`${DEVICES}/count?status=accepted`)).body).toEqual({ count: 2000 });
    const events = await receiver.take(4000, 120);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4000);
    expect(events.filter(({ type }) => type === 'device-provisioned')).toHaveLength(2000);
    expect(receiver.mostAtOnce).toBeLessThanOrEqual(50);
  }, 240_000);

  it('loses, doubles and repeats events on demand', async () => {
    await client.put('/emulator/settings', { duplicateWebhooks: true });
    await client.post('/emulator/devices', { count: 1 });
    const [once, twice] = await receiver.take(2);
    expect(twice).toEqual(once);

    await client.put('/emulator/settings', { duplicateWebhooks: false, dropWebhooksShare: 1 });
    await client.post('/emulator/devices', { count: 1 });
    await waitUntil('a dropped event', async () => {
      const { body } = await client.get('/emulator/events');
      return body.events[0].deliveries[0].outcome === 'dropped';
    });

    await client.put('/emulator/settings', { dropWebhooksShare: 0 });
    expect((await client.post('/emulator/replay', { eventId: once!.id })).status).toBe(202);
    expect(await receiver.take(1)).toEqual([once]);
  });
});
