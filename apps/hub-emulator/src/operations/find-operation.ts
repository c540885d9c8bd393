import { HubError } from '../http/hub-error.js';
import type { Target } from '../http/split-target.js';
import { bulkDevices } from './bulk-devices.js';
import {
  applyConfigurationContent,
  deleteConfiguration,
  getConfiguration,
  listConfigurations,
  putConfiguration,
  testConfigurationQueries,
} from './configurations.js';
import { countConnected } from './count-connected.js';
import { countDevices } from './count-devices.js';
import { deleteDevice } from './delete-device.js';
import { getDevice } from './get-device.js';
import { getModuleTwin, getTwin } from './get-twin.js';
import { invokeMethod, invokeModuleMethod } from './invoke-method.js';
import { listDevices } from './list-devices.js';
import { deleteModule, getModule, listModules, putModule } from './modules.js';
import type { Operation } from './operation.js';
import { purgeMessages } from './purge-messages.js';
import { putDevice } from './put-device.js';
import { queryDevices } from './query-devices.js';
import { pollMessages, receiveEvent } from './receive-event.js';
import { cancelScheduledJob, createScheduledJob, getScheduledJob, queryScheduledJobs } from './scheduled-jobs.js';
import { cancelTransferJob, createTransferJob, getTransferJob, listTransferJobs } from './transfer-jobs.js';
import { patchModuleTwin, patchTwinOperation, replaceModuleTwin, replaceTwinOperation } from './write-twin.js';

/** Everything that the hub can be asked for. A new operation is a file of its own and a word here. */
export const OPERATIONS: readonly Operation[] = [
  getTwin,
  patchTwinOperation,
  replaceTwinOperation,
  getDevice,
  putDevice,
  deleteDevice,
  bulkDevices,
  listDevices,
  queryDevices,
  countDevices,
  listModules,
  getModule,
  putModule,
  deleteModule,
  getModuleTwin,
  patchModuleTwin,
  replaceModuleTwin,
  countConnected,
  createTransferJob,
  listTransferJobs,
  getTransferJob,
  cancelTransferJob,
  queryScheduledJobs,
  createScheduledJob,
  getScheduledJob,
  cancelScheduledJob,
  invokeMethod,
  invokeModuleMethod,
  listConfigurations,
  getConfiguration,
  putConfiguration,
  deleteConfiguration,
  testConfigurationQueries,
  applyConfigurationContent,
  purgeMessages,
  receiveEvent,
  pollMessages,
];

const PATTERNS = OPERATIONS.map((operation) => ({ operation, segments: operation.path.split('/').slice(1).map(fold) }));

export interface FoundOperation {
  readonly operation: Operation;
  /** The device id in the path; empty when it has none. */
  readonly deviceId: string;
  /** Whatever else the path names, by the name in braces. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * The operation for a method and a path. Throws 404 for a path that no operation has, 405 for a method that the path does
 * not have. The code of these two is not documented; InvalidOperation keeps a client from taking them for a missing device.
 */
export function findOperation(method: string, target: Target): FoundOperation {
  const onPath = PATTERNS.filter(({ segments }) => fits(segments, target.segments));
  const found = onPath.find(({ operation }) => operation.method === method);
  if (found) {
    const names = namesIn(found.segments, target.segments);
    return { operation: found.operation, deviceId: names['id'] ?? '', names };
  }
  if (onPath.length > 0) {
    throw new HubError('InvalidOperation', `The requested resource does not support http method '${method}'.`, { status: 405 });
  }
  throw new HubError('InvalidOperation', `No HTTP resource was found that matches the request URI '${target.path}'.`, { status: 404 });
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return pattern.length === segments.length && pattern.every((part, index) => part.startsWith('{') || part === segments[index]?.toLowerCase());
}

/** Only what a path names keeps its case: the service is written in .NET, and its own clients write both `deviceBound` and `devicebound`. */
function fold(part: string): string {
  return part.startsWith('{') ? part : part.toLowerCase();
}

function namesIn(pattern: readonly string[], segments: readonly string[]): Record<string, string> {
  return Object.fromEntries(pattern.flatMap((part, index) => (part.startsWith('{') ? [[part.slice(1, -1), segments[index] ?? '']] : [])));
}
