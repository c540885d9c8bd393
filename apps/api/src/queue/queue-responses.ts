import { z } from 'zod';
import { REASONS, type QueueFigure, type Reason, type WorkSeen } from '#core';
import { Sync } from '../devices/device-responses.js';

const moment = z.iso.datetime();
const reason = z.string().nullable();
const why = z.string().nullable().meta({ description: 'The reason as a sentence.' });
const attempts = z.int().meta({ description: 'Passes that failed in a row.' });

export const QueueResponse = z
  .object({
    jobs: z
      .array(
        z.object({
          queue: z.string().meta({ description: 'device-events: events in; reconcile-device: rings.' }),
          state: z.enum(['waiting', 'active', 'delayed', 'failed']),
          jobs: z.int(),
          oldestSeconds: z.number().meta({ description: 'The age of the oldest; 0 where there is none.' }),
        }),
      )
      .nullable()
      .meta({ description: 'The jobs of the whole installation, whoever they are for; null while the queue does not answer.' }),
    underWay: z.object({
      devices: z.int(),
      first: z
        .array(
          z.object({
            deviceId: z.string(),
            since: moment.nullable(),
            worker: z.string().nullable().meta({ description: 'Host and process number; null where the worker did not write it down.' }),
            leaseUntil: moment.meta({ description: 'Until then nobody else takes the device. A worker at work renews it.' }),
            attempts,
          }),
        )
        .meta({ description: 'The longest under way first.' }),
    }),
    wakeUps: z.array(z.object({ deviceId: z.string(), at: moment, sync: Sync, reason, why, attempts })).meta({ description: 'The next first.' }),
    awaited: z
      .array(z.object({ sync: Sync, reason, why, devices: z.int(), due: z.int().meta({ description: 'Those whose wake-up is due.' }), nextAt: moment }))
      .meta({ description: 'Why devices have a wake-up to come, the most frequent first. Without a reason are those that no pass has seen.' }),
  })
  .meta({ id: 'Queue' });

const sentenceOf = (code: Reason | null): string | null => code && REASONS[code];

/** `jobs`: null where they could not be counted. */
export const queueResponse = (jobs: readonly QueueFigure[] | null, { underWay, wakeUps, awaited }: WorkSeen): z.infer<typeof QueueResponse> => ({
  jobs: jobs && jobs.map(({ queue, state, jobs: many, oldestSeconds }) => ({ queue, state, jobs: many, oldestSeconds })),
  underWay: {
    devices: underWay.count,
    first: underWay.first.map((pass) => ({ deviceId: pass.deviceId, since: pass.since?.toISOString() ?? null, worker: pass.worker, leaseUntil: pass.leaseUntil.toISOString(), attempts: pass.attempts })),
  },
  wakeUps: wakeUps.map((wakeUp) => ({ deviceId: wakeUp.deviceId, at: wakeUp.at.toISOString(), sync: wakeUp.sync, reason: wakeUp.reason, why: sentenceOf(wakeUp.reason), attempts: wakeUp.attempts })),
  awaited: awaited.map(({ sync, reason: code, devices, due, nextAt }) => ({ sync, reason: code, why: sentenceOf(code), devices, due, nextAt: nextAt.toISOString() })),
});
