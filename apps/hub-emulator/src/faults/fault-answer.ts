import type { Answer } from '../http/answer.js';
import { statusOf, type ErrorName } from '../http/error-codes.js';
import { HubError } from '../http/hub-error.js';
import type { FaultOrder } from './fault.js';

/** What the service says with each status when it is in trouble. Source of the 429: Azure-Samples/Iot-Telemetry-Simulator issue 39. */
const USUAL: readonly (readonly [ErrorName, string])[] = [
  ['GenericBadRequest', 'BadRequest'],
  ['IotHubUnauthorizedAccess', 'Unauthorized'],
  ['IotHubQuotaExceeded', 'Total number of messages on IotHub exceeded the allocated quota.'],
  ['PreconditionFailed', 'PreconditionFailed'],
  ['TooManyDevices', 'TooManyDevices'],
  ['ThrottlingBacklogTimeout', 'The request has been throttled. Wait 10 seconds and try again. Operation type: CRUD'],
  ['ServiceUnavailable', 'ServiceUnavailable'],
  ['GatewayTimeout', 'GatewayTimeout'],
];

/** What a fault of kind `status` answers: its own body when it has one, else (as a HubError) the usual words for the status. */
export function faultAnswer({ status = 500, body }: FaultOrder): Answer | HubError {
  if (typeof body === 'string') return { status, text: body };
  if (body !== undefined || status < 400) return { status, body };
  const [code, text] = USUAL.find(([name]) => statusOf(name) === status) ?? ['ServerError', 'InternalServerError'];
  return new HubError(code, text, { status });
}
