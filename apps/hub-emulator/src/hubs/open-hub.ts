import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DeviceAuthorities } from '../access/device-authorities.js';
import { keysOf, makePolicyKeys, policiesOf, PolicyFile } from '../access/policies.js';
import { ConfigurationStore } from '../configurations/configuration-store.js';
import type { BlobFolder } from '../jobs/blob-folder.js';
import type { JobContext } from '../jobs/job-context.js';
import { ScheduledJobs } from '../jobs/scheduled-jobs.js';
import { TransferJobs } from '../jobs/transfer-jobs.js';
import { readIfThere, writeSecretFile } from '../storage/files.js';
import { AppendLog, forgetfulLog } from '../storage/append-log.js';
import type { ChangeHistory } from '../storage/change-history.js';
import { DeviceStore } from '../storage/device-store.js';
import { KeptFile } from '../storage/kept-file.js';
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
 * new and lives in memory. Throws LogIsDamaged, and a ZodError, a SyntaxError or an Error for another damaged file.
 */
export async function openHub(hostName: string, around: Surroundings): Promise<Hub> {
  const folder = around.dataFolder === undefined ? undefined : join(around.dataFolder, 'hubs', hostName);
  if (folder !== undefined) await mkdir(folder, { recursive: true, mode: 0o700 });
  const place = (name: string) => (folder === undefined ? undefined : join(folder, name));
  const devices = await openDevices(place('devices.log'), around);
  const throttle = around.makeThrottle();
  const context = { ...around, hub: { devices, throttle } };
  const configurations = await ConfigurationStore.open(new KeptFile(place('configurations.json')));
  const scheduledJobs = await ScheduledJobs.open(context, new KeptFile(place('jobs.json')));
  const transferJobs = await TransferJobs.open(context, around.blobs, new KeptFile(place('transfers.json')));
  const flushed = () => Promise.all([devices, configurations, scheduledJobs, transferJobs].map((part) => part.flushed()));
  const policies = new Map(policiesOf(await keepKeys(place('policies.json'))));
  return {
    hostName,
    policies,
    replacePolicy: async (policy) => {
      await saveKeys(place('policies.json'), keysOf(new Map(policies).set(policy.name, policy)));
      policies.set(policy.name, policy);
    },
    authorities: await DeviceAuthorities.open(place('device-authorities.pem')),
    devices,
    throttle,
    configurations,
    scheduledJobs,
    transferJobs,
    flushed,
    close: async () => {
      throttle.close();
      scheduledJobs.close();
      await flushed().finally(() => devices.close());
    },
  };
}

async function openDevices(path: string | undefined, { makeHistory }: Surroundings): Promise<DeviceStore> {
  if (path === undefined) return new DeviceStore(forgetfulLog, new Map(), makeHistory());
  const devices = await loadLog(path);
  return new DeviceStore(await AppendLog.open(path), devices, makeHistory());
}

async function keepKeys(path: string | undefined): Promise<PolicyFile> {
  const text = path === undefined ? undefined : await readIfThere(path);
  const known = text === undefined ? {} : PolicyFile.parse(JSON.parse(text));
  const keys = makePolicyKeys(known);
  const isNew = Object.keys(keys).length > Object.keys(known).length;
  if (isNew) await saveKeys(path, keys);
  return keys;
}

async function saveKeys(path: string | undefined, keys: PolicyFile): Promise<void> {
  if (path !== undefined) await writeSecretFile(path, `${JSON.stringify(keys, null, 2)}\n`);
}
