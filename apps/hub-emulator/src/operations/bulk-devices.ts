import type { Answer, Change } from '../http/answer.js';
import { numberOf } from '../http/error-codes.js';
import { HubError } from '../http/hub-error.js';
import { foldNames, isJsonObject } from '../json.js';
import type { Switches } from '../switches.js';
import { applyBulkEntry } from './apply-bulk-entry.js';
import { BULK_MOST, readBulk, type BulkEntry } from './read-bulk.js';
import { readJson, type Call, type Operation } from './operation.js';

/**
 * Creates, updates and deletes up to 100 devices in one request, in any mix. Each entry succeeds or fails by itself; the
 * request as a whole is refused, and nothing done, only when it cannot be read or names a device twice.
 */
export const bulkDevices: Operation = {
  name: 'bulk-devices',
  method: 'POST',
  path: '/devices',
  access: 'RegistryWrite',
  writes: true,
  limit: 'registry',
  costsPerDevice: true,
  devices: devicesIn,
  run: (call) => {
    const changes: Change[] = [];
    const errors: object[] = [];
    const staleIds: string[] = [];
    for (const entry of readBulk(readJson(call.body), call.switches)) {
      const done = tryEntry(entry, call);
      if (!(done instanceof HubError)) {
        if (done) changes.push(done);
        continue;
      }
      errors.push(showError(entry, done, call.switches));
      if (done.code === 'PreconditionFailed') staleIds.push(entry.deviceId);
    }
    return { ...answer(errors, call.switches), changes, staleIds };
  },
};

function answer(errors: readonly object[], switches: Switches): Answer {
  const isSuccessful = errors.length === 0;
  return { status: isSuccessful ? 200 : switches.bulkPartialFailureStatus, body: { isSuccessful, errors, warnings: [] } };
}

function tryEntry(entry: BulkEntry, call: Call): Change | HubError | undefined {
  try {
    return applyBulkEntry(entry, call);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}

function showError({ deviceId, moduleId }: BulkEntry, error: HubError, { bulkErrorCode }: Switches): object {
  return {
    deviceId,
    ...(moduleId !== undefined && { moduleId }),
    errorCode: bulkErrorCode === 'name' ? error.code : numberOf(error.code),
    errorStatus: error.text,
  };
}

/** For the journal and the faults, before anything is checked: what cannot be read names no device. */
function devicesIn(body: Buffer): readonly string[] {
  try {
    const entries: unknown = JSON.parse(body.toString('utf8'));
    if (!Array.isArray(entries)) return [];
    return entries.slice(0, BULK_MOST).flatMap((entry: unknown) => {
      const id = isJsonObject(entry) ? foldNames(entry)['id'] : undefined;
      return typeof id === 'string' ? [id] : [];
    });
  } catch {
    return [];
  }
}
