// Real: the adapter, and BullMQ on Redis and on PostgreSQL.
import { QUEUE_KINDS, startQueues, type QueueKind } from '../support/queues.js';
import { doorbellConformance } from './doorbell.conformance.js';
import type { DoorbellUnderTest } from './doorbell.under-test.js';

const on = (kind: QueueKind) => async (): Promise<DoorbellUnderTest> => {
  const queues = await startQueues(kind);
  const [here, there] = [queues.openProcess(), queues.openProcess()];
  return {
    bell: here.bell,
    elsewhere: there.bell,
    listen: (answer) => here.listen(answer),
    stop: () => queues.stop(),
  };
};

for (const kind of QUEUE_KINDS) doorbellConformance(`BullMQ on ${kind}`, on(kind));
