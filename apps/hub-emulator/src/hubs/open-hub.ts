import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makePolicyKeys, policiesOf, PolicyFile } from '../access/policies.js';
import type { BlobFolder } from '../jobs/blob-folder.js';
import type { JobContext } from '../jobs/job-context.js';
import { ScheduledJobs } from '../jobs/scheduled-jobs.js';
import { TransferJobs } from '../jobs/transfer-jobs.js';
import { readIfThere, writeSecretFile } from '../storage/files.js';
import { AppendLog, forgetfulLog } from '../storage/append-log.js';
import type { ChangeHistory } from '../storage/change-history.js';
import { DeviceStore } from '../storage/device-store.js';
import { loadLog } from '../storage/load-log.js';
import type { Throttle } from '../throttle/throttle.js';
import type { Hub } from './hub.js';

/** What a hub needs of the emulator around it. */
export interface Surroundings extends Omit<JobContext, 'hub'> {
  readonly dataFolder: string | undefined;
  readonly blobs: BlobFolder;
  makeThrottle(): Throttle;
  makeHistory(): ChangeHistory;
}

/**
 * Opens one hub. With a data folder its keys and devices are those of the last time, under `hubs/{host name}`; without one it is
 * new and lives in memory. Throws LogIsDamaged, or a ZodError for a damaged file of keys.
 */
export async function openHub(hostName: string, around: Surroundings): Promise<Hub> {
  const { policies, devices } = await openStores(hostName, around);
  const throttle = around.makeThrottle();
  const context = { ...around, hub: { devices, throttle } };
  return {
    hostName,
    policies,
    devices,
    throttle,
    scheduledJobs: new ScheduledJobs(context),
    transferJobs: new TransferJobs(context, around.blobs),
  };
}

async function openStores(hostName: string, { dataFolder, makeHistory }: Surroundings): Promise<Pick<Hub, 'policies' | 'devices'>> {
  if (dataFolder === undefined) {
    return { policies: policiesOf(makePolicyKeys()), devices: new DeviceStore(forgetfulLog, new Map(), makeHistory()) };
  }
  const folder = join(dataFolder, 'hubs', hostName);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const policies = policiesOf(await keepKeys(join(folder, 'policies.json')));
  const logPath = join(folder, 'devices.log');
  const devices = await loadLog(logPath);
  return { policies, devices: new DeviceStore(await AppendLog.open(logPath), devices, makeHistory()) };
}

async function keepKeys(path: string): Promise<PolicyFile> {
  const text = await readIfThere(path);
  const known = text === undefined ? {} : PolicyFile.parse(JSON.parse(text));
  const keys = makePolicyKeys(known);
  if (Object.keys(keys).length > Object.keys(known).length) await writeSecretFile(path, `${JSON.stringify(keys, null, 2)}\n`);
  return keys;
}
