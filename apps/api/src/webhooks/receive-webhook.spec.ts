// Real: the use case, the reading of events and AcceptEvent. Not real: the store, the clock and the check of signatures.
import { describe, expect, it } from '@jest/globals';
import { Connections, Secret, StoreIsAway, WebhookSignatures, type EventSource, type Headers } from '#core';
import { AcceptEvent } from '#lifecycle';
import { aKey } from '../../../../test/support/builders.js';
import { FakeDevices } from '../../../../test/support/fake-devices.js';
import { FakeDoorbell } from '../../../../test/support/fake-doorbell.js';
import { FakeInbox } from '../../../../test/support/fake-inbox.js';
import { FakeLog } from '../../../../test/support/fake-log.js';
import { HeldClock } from '../../../../test/support/held-clock.js';
import { BadSignature, ReceiveWebhook } from './receive-webhook.js';

const SOURCES: readonly EventSource[] = [
  { id: 'mender-1', tenantId: 'acme', kind: 'mender', secrets: [new Secret('00')] },
  { id: 'standard-1', tenantId: 'default', kind: 'standard-webhooks', secrets: [new Secret('00')] },
];

/** Takes the header `signed` for a good signature, and writes down over which bytes it was asked. */
class FakeSignatures extends WebhookSignatures {
  readonly asked: { raw: Uint8Array; now: Date }[] = [];

  override areValid(source: EventSource, headers: Headers, raw: Uint8Array, now: Date): boolean {
    this.asked.push({ raw, now });
    return headers['signed'] === 'yes' && source.secrets.length > 0;
  }
}

/** `knows`: whether a look at a source shows one whose secret is the present one. */
function open(knows: (id: string, anew: boolean) => boolean = () => true) {
  const clock = new HeldClock();
  const inbox = new FakeInbox(new FakeDevices(clock));
  const doorbell = new FakeDoorbell();
  const signatures = new FakeSignatures();
  const find = (id: string): EventSource | null => SOURCES.find((source) => source.id === id) ?? null;
  const connections = {
    findEventSource: async (id: string, { anew = false } = {}) => (knows(id, anew) ? find(id) : find(id) && { ...find(id)!, secrets: [] }),
  } as Connections;
  const receive = new ReceiveWebhook(connections, signatures, new AcceptEvent(inbox, doorbell, new FakeLog()), clock);
  return { clock, inbox, doorbell, signatures, receive };
}

const TIME = '2026-03-01T12:00:00Z';
const fromMender = Buffer.from(JSON.stringify({ id: 'e-1', type: 'device-provisioned', time: TIME, data: { id: 'pump-7' } }));
const standard = Buffer.from(JSON.stringify({ type: 'reject', timestamp: TIME, data: { deviceId: 'pump-7' } }));
const signed = { signed: 'yes', 'webhook-id': 'e-2' };

describe('a webhook', () => {
  it('of a Mender is stored for the tenant of its source', async () => {
    const { inbox, doorbell, receive } = open();
    expect(await receive.run('mender-1', signed, fromMender)).toBe('accepted');
    expect(inbox.events).toMatchObject([{ origin: { tenantId: 'acme', sourceId: 'mender-1' }, event: { id: 'e-1', status: 'accepted' }, raw: fromMender }]);
    expect(doorbell.rings).toEqual([{ ...aKey(), tenantId: 'acme' }]);
  });

  it('of the standard kind takes its id from the header', async () => {
    const { inbox, receive } = open();
    expect(await receive.run('standard-1', signed, standard)).toBe('accepted');
    expect(inbox.events).toMatchObject([{ event: { id: 'e-2', status: 'rejected' } }]);
  });

  it('that comes twice is repeated', async () => {
    const { receive } = open();
    await receive.run('mender-1', signed, fromMender);
    expect(await receive.run('mender-1', signed, fromMender)).toBe('repeated');
  });

  it('that cannot be read is buried, and so acknowledged', async () => {
    const { inbox, receive } = open();
    expect(await receive.run('mender-1', signed, Buffer.from('{'))).toBe('buried');
    expect(inbox.letters).toMatchObject([{ origin: { tenantId: 'acme', sourceId: 'mender-1' }, reason: 'not-json' }]);
  });

  it.each([
    { named: 'without a good signature', sourceId: 'mender-1', headers: {} },
    { named: 'to an address that is nobody’s', sourceId: 'nobody', headers: signed },
  ])('$named is refused in the same words, and nothing is kept of it', async ({ sourceId, headers }) => {
    const { inbox, doorbell, receive } = open();
    const error = await receive.run(sourceId, headers, fromMender).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(BadSignature);
    expect(String(error)).toBe('BadSignature: No event source of this address signed these bytes. Check the webhook address and its secret.');
    expect([inbox.events, inbox.letters, doorbell.rings]).toEqual([[], [], []]);
  });

  it('signed with a secret that is newer than what was known is taken', async () => {
    const { inbox, receive } = open((_, anew) => anew);
    expect(await receive.run('mender-1', signed, fromMender)).toBe('accepted');
    expect(inbox.events).toHaveLength(1);
  });

  it('is checked over the bytes that came in, at this moment', async () => {
    const { clock, signatures, receive } = open();
    await receive.run('mender-1', signed, fromMender);
    expect(signatures.asked).toEqual([{ raw: fromMender, now: clock.now() }]);
  });

  it.each([undefined, null, 'text', {}])('without a body of bytes (%p) is checked over no bytes', async (body) => {
    const { signatures, receive } = open();
    await receive.run('mender-1', signed, body);
    expect(signatures.asked[0]?.raw).toEqual(new Uint8Array());
  });

  it('is not acknowledged while the store is away', async () => {
    const { inbox, receive } = open();
    inbox.goAway();
    await expect(receive.run('mender-1', signed, fromMender)).rejects.toThrow(StoreIsAway);
  });
});
