// Real: the writer, the governor and the rules of budgets. Not real: the hub, and the store of the budgets.
import { describe, expect, it } from '@jest/globals';
import { HubIsBusy } from '#core';
import { SystemClock } from '#platform';
import { BudgetsInMemory, FakeHubBudgets } from '../../../../../test/support/fake-hub-budgets.js';
import type { HubReply, HubRequest } from '../hub-client.js';
import { BulkWriter, type BulkCost, type DeviceWrite } from './bulk-writer.js';
import { HubGovernor } from './hub-governor.js';
import { HubLine } from './hub-line.js';

const GOOD: HubReply = { kind: 'ok', status: 200, body: { isSuccessful: true, errors: [] } };
const refused = (status: number): HubReply => ({ kind: 'refused', status, body: '', errorCodeHeader: null, retryAfter: null });
const DONE = { kind: 'done', etag: null, withoutTwin: false };

function open({ cost = 'per-device', answer = () => GOOD }: { cost?: BulkCost; answer?: (request: HubRequest) => HubReply } = {}) {
  const sent: HubRequest[] = [];
  const client = {
    send: async (request: HubRequest): Promise<HubReply> => {
      sent.push(request);
      return answer(request);
    },
    assertNotHeld: () => undefined,
  };
  const shared = new BudgetsInMemory();
  const budgets = new FakeHubBudgets(new SystemClock(), shared);
  // So large that nothing waits for the pace.
  const governor = new HubGovernor({ id: 'hub-1', hostName: 'contoso.azure-devices.net', edition: { sku: 'S3', units: 200 } }, budgets);
  const writer = new BulkWriter(new HubLine(governor, client), cost);
  const sizes = (): number[] => sent.map(({ body }) => (Array.isArray(body) ? body.length : 0));
  /** Counts what was taken out of the budget. */
  let taken = 0;
  const { take } = budgets;
  budgets.take = async (...args) => {
    const slice = await take.apply(budgets, args);
    if ('operations' in slice) taken += slice.operations;
    return slice;
  };
  return { writer, governor, sent, sizes, taken: () => taken };
}

const aWrite = (deviceId: string, alone: DeviceWrite['alone'] = null): DeviceWrite => ({ deviceId, entry: { id: deviceId, importMode: 'create' }, alone });
const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `device-${n}`);

describe('writes of devices', () => {
  it.each<{ cost: BulkCost }>([{ cost: 'per-device' }, { cost: 'per-call' }])('go in calls of 100 at most, each of them once, where a bulk counts $cost', async ({ cost }) => {
    const { writer, sent, sizes } = open({ cost });
    const names = ids(250);
    expect(await Promise.all(names.map((id) => writer.write(aWrite(id), 'let-in')))).toEqual(names.map(() => DONE));
    expect(Math.max(...sizes())).toBeLessThanOrEqual(100);
    expect(sent.length).toBeLessThan(10);
    expect(sent.flatMap(({ body }) => (body as { id: string }[]).map(({ id }) => id)).sort()).toEqual([...names].sort());
  });

  it('cost an operation each, or one a call', async () => {
    const [byDevice, byCall] = [open(), open({ cost: 'per-call' })];
    await Promise.all(ids(100).map((id) => byDevice.writer.write(aWrite(id), 'let-in')));
    await Promise.all(ids(100).map((id) => byCall.writer.write(aWrite(id), 'let-in')));
    expect(byDevice.taken()).toBe(100);
    expect(byCall.taken()).toBe(byCall.sent.length);
    expect(byCall.sent.length).toBeLessThanOrEqual(2);
  });

  it('never name a device twice in one call', async () => {
    const { writer, sent } = open();
    await Promise.all([...ids(3), ...ids(3)].map((id) => writer.write(aWrite(id), 'let-in')));
    for (const { body } of sent) expect(new Set((body as { id: string }[]).map(({ id }) => id)).size).toBe((body as unknown[]).length);
  });

  it('that are alone go as a call of their own, where that tells more', async () => {
    const request: HubRequest = { category: 'registry', method: 'PUT', path: '/devices/d', body: {} };
    const { writer, sent } = open({ answer: () => ({ kind: 'ok', status: 200, body: { etag: 'MTA1' } }) });
    const read = (reply: HubReply) => ({ kind: 'done', etag: (reply as { body: { etag: string } }).body.etag, withoutTwin: false }) as const;
    expect(await writer.write(aWrite('d', { request, read }), 'shut-out')).toEqual({ kind: 'done', etag: 'MTA1', withoutTwin: false });
    expect(sent).toEqual([request]);
  });

  it.each([400, 413])('are tried one by one where a call of many is refused with %d, and each of those costs an operation', async (status) => {
    const { writer, sizes, taken } = open({ answer: ({ body }) => ((body as unknown[]).length > 1 || JSON.stringify(body).includes('device-1') ? refused(status) : GOOD) });
    const ends = await Promise.all(ids(3).map((id) => writer.write(aWrite(id), 'let-in')));
    expect(ends).toEqual([DONE, refused(status), DONE]);
    expect(sizes()[0]).toBe(3);
    expect(taken()).toBe(6);
  });

  it.each([401, 429, 500, 503])('share the fate of a call that is refused with %d, and are not tried again', async (status) => {
    const { writer, sent } = open({ answer: () => refused(status) });
    expect(await Promise.all(ids(3).map((id) => writer.write(aWrite(id), 'let-in')))).toEqual(ids(3).map(() => refused(status)));
    expect(sent).toHaveLength(1);
  });

  it.each<{ cost: BulkCost }>([{ cost: 'per-device' }, { cost: 'per-call' }])('fail at once when the process stops, where a bulk counts $cost', async ({ cost }) => {
    const { writer, governor, sent } = open({ cost });
    const ends = Promise.allSettled(ids(3).map((id) => writer.write(aWrite(id), 'let-in')));
    governor.close();
    expect((await ends).map((end) => end.status === 'rejected' && end.reason instanceof HubIsBusy)).toEqual([true, true, true]);
    await expect(writer.write(aWrite('late'), 'shut-out')).rejects.toThrow(HubIsBusy);
    expect(sent).toEqual([]);
  });
});
