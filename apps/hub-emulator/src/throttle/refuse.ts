import { HubError } from '../http/hub-error.js';
import type { Category } from './categories.js';

/** How the service names what was too much. Only the first is seen in public; the others are made after it. */
const OPERATION_TYPES: Readonly<Record<Category, string>> = {
  registry: 'CRUD',
  queries: 'Query',
  'twin-reads': 'GetTwin',
  'twin-updates': 'UpdateTwin',
  jobs: 'Jobs',
  'job-devices': 'JobDevices',
  'import-devices': 'ImportDevices',
  configurations: 'Configuration',
  methods: 'DirectMethod',
};

export type ThrottleCode = 'ThrottlingException' | 'ThrottleBacklogLimitExceeded' | 'ThrottlingBacklogTimeout';

/** A 429. Source of the text: Azure-Samples/Iot-Telemetry-Simulator issue 39. */
export function throttled(code: ThrottleCode, category: Category): HubError {
  return new HubError(code, `The request has been throttled. Wait 10 seconds and try again. Operation type: ${OPERATION_TYPES[category]}`);
}
