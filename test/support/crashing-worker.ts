/**
 * A worker that dies: the process kills itself right after the n-th answer of a port, as a power cut would. The ports and
 * everything behind them are the real ones. It takes no job before its parent says after which answer to die, and tells the
 * parent every answer.
 */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { DeviceHubs, DeviceKeyring, Devices, Fleet, type DeviceHub, type HubConnection } from '#core';
import { PinoLog, openLogger, readEnv } from '#platform';
import { ReconcileDeviceConsumer } from '../../apps/worker/src/reconcile-device.consumer.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';

let crashAfter = Infinity;
let answers = 0;

/** Makes every method of a port count, save those that run beside a pass. */
function counted<T extends object>(port: T, beside: readonly string[] = []): T {
  for (const name of methodsOf(port)) {
    const method = (port as Record<string, unknown>)[name];
    if (beside.includes(name) || typeof method !== 'function') continue;
    (port as Record<string, unknown>)[name] = async (...args: unknown[]): Promise<unknown> => {
      const answer: unknown = await method.apply(port, args);
      // A bell may echo: a claim that was not granted is no part of a pass.
      if (name === 'claim' && typeof answer === 'string') return answer;
      answers += 1;
      process.send?.({ type: 'answered', name, answers });
      if (answers === crashAfter) process.kill(process.pid, 'SIGKILL');
      return answer;
    };
  }
  return port;
}

function methodsOf(port: object): Set<string> {
  const names = new Set<string>();
  for (let at: object = Object.getPrototypeOf(port); at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name);
  }
  return names;
}

const env = readEnv();
const log = new PinoLog(openLogger(env.LOG_LEVEL, 'worker'));
const app = await NestFactory.createApplicationContext(WorkerModule.with(env, log), { logger: log, abortOnError: false });

counted(app.get(Devices), ['takeDue', 'renew', 'wake']);
counted(app.get(Fleet), ['close', 'onApplicationShutdown']);
counted(app.get(DeviceKeyring));
const hubs = app.get(DeviceHubs);
const open = hubs.of.bind(hubs);
const opened = new Map<string, DeviceHub>();
hubs.of = (connection: HubConnection): DeviceHub => {
  const hub = opened.get(connection.id) ?? counted(open(connection));
  opened.set(connection.id, hub);
  return hub;
};

process.on('disconnect', () => process.exit(0));
process.once('message', (message: { crashAfter: number }) => {
  crashAfter = message.crashAfter;
  void app.get(ReconcileDeviceConsumer).start();
});
process.send?.({ type: 'ready' });
