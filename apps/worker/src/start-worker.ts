import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DeviceHubs } from '#core';
import { PinoLog, openLogger, type Env, type Running } from '#platform';
import { DeviceEventsConsumer } from './device-events.consumer.js';
import { ForwardSchedule } from './forward.schedule.js';
import { ReconcileDeviceConsumer } from './reconcile-device.consumer.js';
import { RelaySchedule } from './relay.schedule.js';
import { WorkerModule } from './worker.module.js';

/** Starts a worker and answers once it takes jobs. */
export async function startWorker(env: Env): Promise<Running> {
  const log = new PinoLog(openLogger(env.LOG_LEVEL, 'worker'));
  const app = await NestFactory.createApplicationContext(WorkerModule.with(env, log), { logger: log, abortOnError: false });
  const duties = [app.get(ReconcileDeviceConsumer), app.get(DeviceEventsConsumer), app.get(RelaySchedule), app.get(ForwardSchedule)];
  for (const duty of duties) await duty.start();

  return {
    stop: async () => {
      app.get(DeviceHubs).letGo();
      await Promise.all(duties.map((duty) => duty.stop()));
      await app.close();
    },
  };
}
