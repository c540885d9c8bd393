import { QueueBackend, type QueueBackendSettings } from '#adapters/bullmq';

const CONCURRENCY = 50;
const IN_FLIGHT = 64;

/**
 * The baseline: jobs added one by one while a worker takes them and does nothing, both in this process. The payload is as
 * large as a webhook of Mender. Answers with jobs a second, from the first add to the last job done.
 */
export async function measureRawBullmq(settings: QueueBackendSettings, jobs: number): Promise<number> {
  const backend = new QueueBackend(settings);
  await backend.prepare();
  const name = `raw-${Date.now()}`;
  const queue = backend.queue(name);
  let done = 0;
  const finished = Promise.withResolvers<null>();
  const take = (): Promise<void> => {
    if (++done === jobs) finished.resolve(null);
    return Promise.resolve();
  };
  const worker = backend.worker(name, take, { concurrency: CONCURRENCY, removeOnComplete: { count: 0 } });
  await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
  void worker.run();

  const payload = { id: 'e57adf60-0000-4000-8000-000000000000', type: 'device-status-changed', data: { id: 'x'.repeat(36), status: 'accepted' }, pad: 'x'.repeat(60) };
  let added = 0;
  const started = performance.now();
  const producer = async (): Promise<void> => {
    while (added++ < jobs) await queue.add('raw', payload, { removeOnComplete: true });
  };
  await Promise.all([...Array.from({ length: IN_FLIGHT }, producer), finished.promise]);
  const perSecond = jobs / ((performance.now() - started) / 1000);

  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  await backend.close();
  return perSecond;
}
