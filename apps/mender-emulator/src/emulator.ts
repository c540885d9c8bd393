import { Configurations } from './configure/configurations.js';
import { Deployments } from './configure/deployments.js';
import { Admission } from './fleet/admission.js';
import { Fleet } from './fleet/fleet.js';
import { Faults } from './http/faults.js';
import { openRecords } from './records/open-records.js';
import type { Records } from './records/records.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';
import { Webhooks } from './webhooks/webhooks.js';

/** Everything that the routes speak to. */
export interface Emulator {
  readonly records: Records;
  readonly fleet: Fleet;
  readonly deployments: Deployments;
  readonly configurations: Configurations;
  readonly webhooks: Webhooks;
  readonly admission: Admission;
  readonly faults: Faults;
  readonly settings: Settings;
}

export interface EmulatorOptions {
  /** Folder that keeps the fleet over restarts; without it the fleet lives in memory. */
  readonly dataDir?: string;
  readonly settings?: Partial<Settings>;
  /** Milliseconds that one webhook request may take. Default 10,000, as in Mender. */
  readonly webhookTimeoutMs?: number;
}

/** Reads the fleet back and goes on with what was under way. */
export async function openEmulator(options: EmulatorOptions): Promise<Emulator> {
  const settings: Settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const records = await openRecords(options.dataDir);
  const fleet = new Fleet(records);
  const deployments = new Deployments(records, fleet, settings);
  const configurations = new Configurations(records, deployments);
  const webhooks = new Webhooks(records, settings, options.webhookTimeoutMs ?? 10_000);
  const admission = new Admission({ fleet, configurations, deployments, webhooks, settings });
  return { records, fleet, deployments, configurations, webhooks, admission, faults: new Faults(), settings };
}

/** Lets go of timers, requests and files. What was acknowledged is on disk; webhooks that still waited are lost, as in Mender. */
export async function closeEmulator(emulator: Emulator): Promise<void> {
  emulator.deployments.stop();
  emulator.admission.stop();
  await emulator.webhooks.stop();
  await emulator.records.close();
}
