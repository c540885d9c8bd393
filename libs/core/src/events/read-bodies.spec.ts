import { describe, expect, it } from '@jest/globals';
import { readMenderWebhook, readQueueJob, readStandardWebhook } from './read-wire-event.js';

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
const TIME = '2026-03-01T12:00:00.123Z';

describe('a body', () => {
  it.each<{ named: string; raw: Uint8Array }>([
    { named: 'nothing', raw: new Uint8Array() },
    { named: 'half of a JSON text', raw: bytes('{"id":"event-1"') },
    { named: 'two JSON texts', raw: bytes('{}{}') },
    { named: 'a page', raw: bytes('<html></html>') },
    { named: 'bytes that are not UTF-8', raw: Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d) },
    { named: 'a NUL', raw: Uint8Array.of(0) },
    { named: 'UTF-16', raw: Buffer.from('{}', 'utf16le') },
    { named: 'a list', raw: bytes('[{"id":"event-1"}]') },
    { named: 'a text', raw: bytes('"event-1"') },
    { named: 'a number', raw: bytes('7') },
    { named: 'null', raw: bytes('null') },
    { named: 'a hundred thousand brackets', raw: bytes('['.repeat(100_000)) },
  ])('of $named is not JSON as it should be', ({ raw }) => {
    for (const read of [readMenderWebhook(raw), readStandardWebhook(raw, 'event-1')]) expect(read).toMatchObject({ kind: 'unreadable', reason: 'not-json' });
  });

  it('may begin with a byte order mark', () => {
    const body = { id: 'event-1', type: 'accept', time: TIME, data: { id: 'pump-7' } };
    expect(readMenderWebhook(bytes(`\uFEFF${JSON.stringify(body)}`))).toMatchObject({ kind: 'readable' });
  });

  it.each([{ data: undefined }, { data: null }, { data: [] }, { data: 'pump-7' }, { data: 7 }])('may not have $data for its data', ({ data }) => {
    const body = { id: 'event-1', type: 'accept', time: TIME, timestamp: TIME, data };
    expect(readMenderWebhook(bytes(body))).toMatchObject({ kind: 'unreadable', reason: 'bad-device-id' });
    expect(readStandardWebhook(bytes(body), 'event-1')).toMatchObject({ kind: 'unreadable', reason: 'bad-device-id' });
  });

  it('takes nothing from prototype keys', () => {
    const inherited = '{"id":"event-1","type":"accept","time":"2026-03-01T12:00:00Z","__proto__":{"data":{"id":"pump-7"}},"data":{"__proto__":{"id":"pump-7"}}}';
    expect(readMenderWebhook(bytes(inherited))).toMatchObject({ kind: 'unreadable', reason: 'bad-device-id' });
    expect(({} as Record<string, unknown>)['data']).toBeUndefined();
  });

  it('of Mender is read as Mender sends it', () => {
    const authSets = [{ id: 'a', device_id: 'd', identity_data: { sn: '1' }, pubkey: '-----BEGIN…', status: 'accepted', ts: TIME }];
    const body = { id: 'e', type: 'device-provisioned', data: { id: 'pump-7', status: 'accepted', auth_sets: authSets, created_ts: TIME }, time: TIME };
    expect(readMenderWebhook(bytes(body))).toMatchObject({ kind: 'readable', event: { deviceId: 'pump-7', status: 'accepted', revision: null } });
  });

  it('of a standard webhook takes its id from the header, and may call the device id', () => {
    const body = { id: 'another', type: 'accept', timestamp: TIME, data: { id: 'pump-7' } };
    expect(readStandardWebhook(bytes(body), 'from-the-header')).toMatchObject({ event: { id: 'from-the-header', deviceId: 'pump-7' } });
  });
});

describe('the data of a queue job', () => {
  const job = { id: 'event-1', deviceId: 'pump-7', type: 'accept', occurredAt: TIME };

  it.each([{ tenantId: undefined }, { tenantId: 'default' }, { tenantId: 'Acme_2-eu' }])('may name the tenant $tenantId', ({ tenantId }) => {
    expect(readQueueJob({ ...job, tenantId })).toMatchObject({ kind: 'readable' });
  });

  it.each([{ tenantId: '' }, { tenantId: null }, { tenantId: 7 }, { tenantId: '-a' }, { tenantId: 'a b' }, { tenantId: 'a/b' }, { tenantId: 't'.repeat(64) }])(
    'may not name the tenant $tenantId',
    ({ tenantId }) => {
      expect(readQueueJob({ ...job, tenantId })).toMatchObject({ kind: 'unreadable', reason: 'unknown-tenant', deviceId: 'pump-7' });
    },
  );

  it.each([undefined, null, 'event-1', 7, [], [job]])('is an object, not %p', (data) => {
    expect(readQueueJob(data)).toMatchObject({ kind: 'unreadable', reason: 'not-json' });
  });
});
