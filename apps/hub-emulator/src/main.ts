import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { BadArguments, readArguments } from './cli/read-arguments.js';
import { greeting, USAGE } from './cli/texts.js';
import type { HubEmulatorOptions } from './options.js';
import { startHubEmulator, type RunningHubEmulator } from './start-hub-emulator.js';

/** Runs until a signal, or until the parent that started it over IPC is gone. */
async function main(): Promise<void> {
  const read = readArguments(process.argv.slice(2));
  if (read.help) return void process.stdout.write(USAGE);
  const emulator = await startHubEmulator({ ...read.options, onProblem: complain });
  const ca = await placeCa(emulator);
  const stopped = stopOnRequest(async () => {
    await emulator.stop();
    await ca.remove();
  });
  announce(emulator, read.options, ca.file);
  await stopped;
}

/** A parent process is told over IPC and speaks for itself; keys then stay out of its terminal and logs. */
function announce(emulator: RunningHubEmulator, { host }: HubEmulatorOptions, caFile: string): void {
  if (!process.send) return void process.stdout.write(greeting(emulator, { host, caFile }));
  const hubs = emulator.hostNames.map((hostName) => ({ hostName, connectionString: emulator.connectionString(hostName) }));
  process.send({ type: 'ready', port: emulator.port, caFile, hubs });
}

/** Clients want the CA as a file; without a data folder it lies in a temporary one until the end. */
async function placeCa({ caFile, caPem }: RunningHubEmulator): Promise<{ file: string; remove: () => Promise<void> }> {
  if (caFile !== undefined) return { file: resolve(caFile), remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'hub-emulator-'));
  const file = join(folder, 'ca.pem');
  await writeFile(file, caPem);
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}

function stopOnRequest(stop: () => Promise<void>): Promise<void> {
  return new Promise((done, failed) => {
    const once = () => {
      for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.off(event, once);
      stop().then(done, failed);
    };
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(event, once);
  });
}

function complain(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

// Keeps V8's nursery small: on a large machine it outgrows 100,000 devices. The cost was lost in the noise.
setFlagsFromString('--semi-space-growth-factor=1');

try {
  await main();
} catch (error) {
  process.stderr.write(
    error instanceof BadArguments
      ? `${error.message}\n\n${USAGE}`
      : `Cannot start: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
// The IPC channel to a parent would keep the process alive after a signal.
if (process.connected) process.disconnect();
