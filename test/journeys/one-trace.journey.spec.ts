/**
 * One event under one trace, from the webhook to the configuration of the device. Real: PostgreSQL, Redis, HTTP, HTTPS, the API,
 * workers, and an OTLP/HTTP receiver. Emulated: the hub and the fleet manager.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorker, type RunningWorker } from '../../apps/worker/src/start-worker.js';
import { QUEUES, QueueBackend } from '#adapters/bullmq';
import { DEFAULT_TENANT } from '#core';
import { queueBackendOf } from '#platform';
import { openDrift } from '../support/drift.js';
import { BACKENDS, startStack, type Stack } from '../support/lockstep.js';
import { startTraceReceiver, type ReceivedSpan, type TraceReceiver } from '../support/trace-receiver.js';
import { waitFor } from '../support/wait-for.js';
import { menderEvent, sendMenderWebhook } from '../support/webhook-sender.js';

const aTrace = (): { id: string; traceparent: string } => {
  const id = randomBytes(16).toString('hex');
  return { id, traceparent: `00-${id}-${randomBytes(8).toString('hex')}-01` };
};

describe.each(BACKENDS)('with the queue on %s, a trace', (backend) => {
  let receiver: TraceReceiver;
  let stack: Stack;
  let worker: RunningWorker | null = null;

  beforeAll(async () => {
    receiver = await startTraceReceiver();
    stack = await startStack({ backend, settings: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint } });
    // Only the events of the test: what the fleet manager sends has traces of its own.
    await stack.mender.setWebhook({ url: 'http://127.0.0.1:9/', secret: '00' });
    await stack.menderControl.make(['pump-7', 'pump-8']);
    await stack.menderControl.bulk('accept', ['pump-7', 'pump-8']);
  }, 240_000);

  afterAll(async () => {
    await worker?.stop();
    await stack?.stop();
    await receiver?.close();
  }, 240_000);

  const tell = (deviceId: string, traceparent: string) =>
    sendMenderWebhook(stack.webhook, menderEvent({ id: `${backend}-${randomBytes(8).toString('hex')}`, deviceId, time: new Date().toISOString() }), { traceparent });
  const spansOf = (traceId: string): ReceivedSpan[] => receiver.spans().filter((span) => span.traceId === traceId);
  const named = (spans: readonly ReceivedSpan[], name: string): ReceivedSpan => spans.find((span) => span.name === name)!;

  it('goes from the webhook through the queue to the hub and the configuration', async () => {
    worker = await startWorker(stack.env);
    const trace = aTrace();
    expect((await tell('pump-7', trace.traceparent)).status).toBe(202);
    await stack.inSync('pump-7', 'accepted');

    const hops = ['POST /webhooks/:sourceId', 'ring', 'reconcile-device look', 'hub create', 'fleet look', 'fleet write configuration', 'fleet deploy configuration'];
    const spans = await waitFor('every hop to be received', () => (hops.every((hop) => spansOf(trace.id).some(({ name }) => name === hop)) ? spansOf(trace.id) : null));
    const [request, ring, pass] = hops.slice(0, 3).map((hop) => named(spans, hop));
    expect(request!.parentSpanId).toBe(trace.traceparent.split('-')[2]);
    expect(ring!.parentSpanId).toBe(request!.spanId);
    expect(pass!.parentSpanId).toBe(ring!.spanId);
    for (const hop of hops.slice(3)) expect(named(spans, hop).attributes).toContainEqual({ key: 'lockstep.device', value: { stringValue: 'pump-7' } });
    expect(named(spans, 'hub create').parentSpanId).toBe(pass!.spanId);
    expect(pass!.attributes).toContainEqual({ key: 'lockstep.outcome', value: { stringValue: expect.stringMatching(/in-sync|wait|changed/) } });
  }, 240_000);

  it('goes on when the bell was lost, and is linked with those of the other events that the pass stands for', async () => {
    await worker?.stop();
    worker = null;
    const [first, second] = [aTrace(), aTrace()];
    for (const { traceparent } of [first, second]) expect((await tell('pump-8', traceparent)).status).toBe(202);
    const queues = new QueueBackend(queueBackendOf(stack.env));
    await waitFor('both bells to ring', () => spansOf(second.id).some(({ name }) => name === 'ring'));
    await queues.queue(QUEUES.reconcileDevice).obliterate({ force: true });
    await queues.close();

    worker = await startWorker(stack.env);
    await stack.inSync('pump-8', 'accepted');
    const pass = await waitFor('the pass to be received', () => named(spansOf(second.id), 'reconcile-device look'));
    expect(pass.links?.map(({ traceId }) => traceId)).toEqual([first.id]);
    await waitFor('the hub to be in the trace', () => named(spansOf(second.id), 'hub create'));
  }, 240_000);

  it('has the id that a problem tells, whether the caller sent one or not', async () => {
    const trace = aTrace();
    const { traceparent } = trace;
    for (const [headers, id] of [[{ traceparent }, trace.id], [{}, null]] as const) {
      const { status, body } = await sendMenderWebhook({ ...stack.webhook, secret: 'ff'.repeat(32) }, 'nonsense', headers);
      expect(status).toBe(401);
      if (id) expect(body.traceId).toBe(id);
      await waitFor('the request to be received', () => named(spansOf(String(body.traceId)), 'POST /webhooks/:sourceId'));
    }
  }, 240_000);

  it('shows the call to the hub of a request for a twin', async () => {
    const trace = aTrace();
    const token = (await stack.tokens.issue(DEFAULT_TENANT, 'eve', 'viewer')).token.reveal();
    expect((await fetch(`${stack.api.address}/api/v1/devices/pump-7/twin`, { headers: { authorization: `Bearer ${token}`, traceparent: trace.traceparent } })).status).toBe(200);
    const call = await waitFor('the call to be received', () => named(spansOf(trace.id), 'hub read twin'));
    expect(spansOf(trace.id).map(({ spanId }) => spanId)).toContain(call.parentSpanId);
    expect(call.attributes).toContainEqual({ key: 'lockstep.device', value: { stringValue: 'pump-7' } });
  }, 240_000);

  it('shows a sweep, and what it asks of the hub and the fleet', async () => {
    const { id } = await openDrift(stack).sweep();
    const calls = ['fleet list count', 'fleet list page', 'hub survey counts', 'hub survey page'];
    await waitFor('its calls to be received', () => calls.every((call) => receiver.spans().some(({ name }) => name === call)));
    const run = await waitFor('its run to be received', () => receiver.spans().find(({ name, attributes }) => name === 'sweep run' && attributes.some(({ key, value }) => key === 'lockstep.run' && value.stringValue === id)));
    expect(run.attributes).toEqual(expect.arrayContaining([{ key: 'lockstep.tenant', value: { stringValue: DEFAULT_TENANT } }, { key: 'lockstep.kind', value: { stringValue: 'sweep' } }]));
    const within = spansOf(run.traceId).filter(({ parentSpanId }) => parentSpanId === run.spanId);
    expect(within.map(({ name }) => name)).toEqual(expect.arrayContaining(calls));
    expect(named(receiver.spans(), 'hub survey page').attributes).toContainEqual({ key: 'lockstep.tenant', value: { stringValue: DEFAULT_TENANT } });
  }, 240_000);

  it('holds no secret and no body', () => {
    const all = receiver.texts.join('\n');
    expect(all).toContain('pump-7');
    const [, key] = /SharedAccessKey=(.+)$/.exec(stack.hub.connectionString())!;
    for (const secret of [key!, 'SharedAccessKey', stack.mender.token, stack.webhook.secret, 'device-status-changed', 'nonsense']) expect(all).not.toContain(secret);
  });
});
