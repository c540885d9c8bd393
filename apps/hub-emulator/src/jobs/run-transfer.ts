import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Device, Module } from '../devices/device.js';
import { numberOf } from '../http/error-codes.js';
import { HubError } from '../http/hub-error.js';
import type { JsonValue } from '../json.js';
import { applyBulkEntry } from '../operations/apply-bulk-entry.js';
import { readImportEntry } from '../operations/read-bulk.js';
import { exportLine } from './export-line.js';
import type { JobContext } from './job-context.js';
import { isOver, type TransferJob } from './transfer-job.js';

/** Lines between two looks at whether somebody cancelled the job. */
const LINES_AT_ONCE = 500;
/** Name from memory of those who used it; no public source has it. */
const ERRORS_NAME = 'importErrors.log';

/** Runs an import or export to its end, or until somebody cancels it. */
export async function runTransfer(job: TransferJob, context: JobContext): Promise<void> {
  job.status = 'running';
  await mkdir(job.outputFolder, { recursive: true });
  if (job.type === 'export') await exportAll(job, context);
  else await importAll(job, context);
  if (isOver(job) || context.stopping.aborted) return;
  job.status = 'completed';
  job.progress = 100;
  job.endedAt = context.throttleClock.now();
}

/** The devices as they were in one moment: no other way gives that. */
async function exportAll(job: TransferJob, { hub }: JobContext): Promise<void> {
  const all = [...hub.devices.asOf(0)].flatMap((device): (Device | Module)[] => [device, ...(device.modules ?? [])]);
  const path = join(job.outputFolder, job.outputName);
  await writeFile(path, '', { mode: 0o600 });
  for (let from = 0; from < all.length && !isOver(job); from += LINES_AT_ONCE) {
    const lines = all.slice(from, from + LINES_AT_ONCE).map((thing) => exportLine(thing, job.excludeKeys));
    await appendFile(path, lines.join(''));
    job.progress = Math.floor((100 * from) / all.length);
  }
}

async function importAll(job: TransferJob, context: JobContext): Promise<void> {
  const lines = (await readFile(job.input!, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const errorsPath = join(job.outputFolder, ERRORS_NAME);
  await writeFile(errorsPath, '', { mode: 0o600 });
  for (let from = 0; from < lines.length && !isOver(job) && !context.stopping.aborted; from += LINES_AT_ONCE) {
    const errors: string[] = [];
    for (const line of lines.slice(from, from + LINES_AT_ONCE)) {
      await context.hub.throttle.admit('import-devices', 1);
      if (isOver(job) || context.stopping.aborted) break;
      const error = importLine(line, context);
      if (error) errors.push(`${JSON.stringify(error)}\n`);
    }
    await context.hub.devices.flushed();
    await appendFile(errorsPath, errors.join(''));
    job.progress = Math.floor((100 * from) / lines.length);
  }
}

/** What goes into the log when a line fails. Source of the form: Azure/azure-functions-host issue 1641. */
function importLine(line: string, { hub, now, switches }: JobContext): object | undefined {
  let deviceId = '';
  try {
    const entry = readImportEntry(parse(line), (id) => hub.devices.find(id));
    deviceId = entry.deviceId;
    applyBulkEntry(entry, { hub, now: now(), switches: switches() });
    return undefined;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { deviceId, errorCode: numberOf(error.code), errorStatus: error.text };
  }
}

function parse(line: string): JsonValue {
  try {
    return JSON.parse(line) as JsonValue;
  } catch {
    throw new HubError('IotHubFormatError', 'The line is not JSON.');
  }
}
