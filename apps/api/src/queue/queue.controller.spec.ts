import { expect, it } from '@jest/globals';
import { QueueCounts, Workload, type Actor, type WorkSeen } from '#core';
import { QueueController } from './queue.controller.js';

class CountsThatAreAway extends QueueCounts {
  override read(): Promise<never> {
    return Promise.reject(new Error('The queue is away'));
  }
}

class OneDeviceWaits extends Workload {
  override async look(): Promise<WorkSeen> {
    return { underWay: { count: 0, first: [] }, wakeUps: [], awaited: [{ sync: 'waiting', reason: 'hub-budget-is-away', devices: 1, due: 0, nextAt: new Date(0) }] };
  }
}

it('shows what the database knows while the queue does not answer', async () => {
  const shown = await new QueueController(new CountsThatAreAway(), new OneDeviceWaits()).show({ tenantId: 't', subject: 'token:1', name: 'Ada', grants: [] } satisfies Actor);
  expect(shown.jobs).toBeNull();
  expect(shown.awaited).toEqual([{ sync: 'waiting', reason: 'hub-budget-is-away', why: expect.stringContaining('Redis or PostgreSQL'), devices: 1, due: 0, nextAt: '1970-01-01T00:00:00.000Z' }]);
});
