import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DeviceHubs, type Log } from '#core';
import { Places } from '#lifecycle';
import { Metrics, PinoLog, Readiness, managementOf, openLogger, openTracing, serveManagement, type Env, type Running } from '#platform';
import { CountSchedule } from './count.schedule.js';
import { DeviceEventsConsumer } from './device-events.consumer.js';
import { ForwardSchedule } from './forward.schedule.js';
import { ProbesSchedule } from './probes.schedule.js';
import { ReconcileDeviceConsumer } from './reconcile-device.consumer.js';
import { RelaySchedule } from './relay.schedule.js';
import { showRingsInLine } from './show-rings-in-line.js';
import { SweepSchedule } from './sweep.schedule.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker extends Running {
  /** Where it is looked after; null where no port was asked for. */
  management: string | null;
}

/** Passes may finish for so long after a stop began; the rest goes on in another worker. */
const FINISH_MS = 7_000;
/** What nobody answers any more must not hold the stop. */
const LET_GO_MS = 1_500;
const LOOK_AGAIN_MS = 1_000;

/** Starts a worker and answers once it takes jobs. Throws SchemaMisfit when the database is not as this version needs it. */
export async function startWorker(env: Env): Promise<RunningWorker> {
  const log = new PinoLog(openLogger(env.LOG_LEVEL, 'worker'));
  const tracing = openTracing(env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null, 'worker');
  const metrics = new Metrics('worker');
  const app = await NestFactory.createApplicationContext(WorkerModule.with(env, log, metrics), { logger: log, abortOnError: false });
  const readiness = app.get(Readiness);
  showRingsInLine(metrics, app.get(Places));
  if (env.LOCKSTEP_MANAGEMENT_PORT !== undefined) metrics.watchProcess();
  const management = await serveManagement(managementOf(env), readiness, metrics);
  const consumers = [app.get(ReconcileDeviceConsumer), app.get(DeviceEventsConsumer)];
  const duties = [...consumers, app.get(RelaySchedule), app.get(ProbesSchedule), app.get(SweepSchedule), app.get(CountSchedule), app.get(ForwardSchedule)];
  try {
    await waitForTables(readiness, log);
    for (const duty of duties) await duty.start();
  } catch (error) {
    await Promise.all([management.close(), app.close(), tracing.close()]);
    throw error;
  }
  readiness.started();

  return {
    management: management.address,
    stop: async () => {
      readiness.stopping();
      app.get(DeviceHubs).letGo();
      const finished = Promise.all(duties.map((duty) => duty.stop()));
      if (!(await isOverWithin(FINISH_MS, finished))) await Promise.all(consumers.map((consumer) => consumer.handOver()));
      await finished;
      await closeSoon(app);
      await Promise.all([management.close(), tracing.close()]);
    },
  };
}

/** No job is taken before it is known that the tables fit. */
async function waitForTables(readiness: Readiness, log: Log): Promise<void> {
  if (await readiness.checkSchema()) return;
  log.warn({}, 'The database does not answer; the worker begins when it does');
  while (!(await readiness.checkSchema())) await pause(LOOK_AGAIN_MS);
}

const closeSoon = async (app: INestApplicationContext): Promise<unknown> => isOverWithin(LET_GO_MS, app.close());

async function isOverWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([work.then(() => true), pause(ms, false, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}
