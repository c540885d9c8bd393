import { isDeviceId } from '../devices/device-id.js';
import { argumentInvalid, HubError } from '../http/hub-error.js';
import { foldNames, isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { MOST_QUERY_BYTES, parseJobCondition } from '../query/parse-query.js';
import { readTwinBody } from '../twins/read-twin-parts.js';
import { JOB_TYPES, type JobWish } from './scheduled-job.js';

const DEFAULT_SECONDS = 3600;

/** Reads what a job is to do. Throws 400, and 412 for a condition that is too long, as the service does (azure-iot-sdk-csharp issue 1680). */
export function readJobWish(jobId: string, body: JsonObject, now: number): JobWish {
  if (!isDeviceId(jobId)) throw argumentInvalid(`The job identifier '${jobId}' is invalid.`);
  const folded = foldNames(body);
  const type = JOB_TYPES.find((known) => known.toLowerCase() === String(folded['type']).toLowerCase());
  if (!type) throw argumentInvalid(`The job type '${String(folded['type'])}' is invalid.`);
  const queryCondition = readText(folded['querycondition']);
  if (Buffer.byteLength(queryCondition) > MOST_QUERY_BYTES) throw new HubError('PreconditionFailed', 'PreconditionFailed', { note: 'queryCondition is too long' });
  const isTwin = type === 'scheduleUpdateTwin';
  const sent = folded[isTwin ? 'updatetwin' : 'cloudtodevicemethod'];
  if (!isJsonObject(sent)) throw new HubError('ArgumentNull', 'BadRequest', { note: `the job has no ${isTwin ? 'updateTwin' : 'cloudToDeviceMethod'}` });
  return {
    jobId,
    type,
    queryCondition,
    query: parseJobCondition(queryCondition),
    parts: isTwin ? readParts(sent) : undefined,
    sent: { [isTwin ? 'updateTwin' : 'cloudToDeviceMethod']: sent },
    startAt: readStart(folded['starttime'], now),
    maxSeconds: readSeconds(folded['maxexecutiontimeinseconds']),
  };
}

function readParts(sent: JsonObject): JobWish['parts'] {
  if (foldNames(sent)['etag'] !== '*') throw argumentInvalid(`updateTwin must have the etag '*'.`);
  return readTwinBody(sent);
}

function readText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  throw new HubError('ArgumentNull', 'BadRequest', { note: 'the job has no queryCondition' });
}

/** None, null (as the Node.js client sends) and a time in the past are now. */
function readStart(value: JsonValue | undefined, now: number): number {
  if (value === undefined || value === null || value === '') return now;
  const at = Date.parse(String(value));
  if (Number.isNaN(at)) throw argumentInvalid('startTime is no time.');
  return Math.max(now, at);
}

function readSeconds(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return DEFAULT_SECONDS;
  if (typeof value === 'number' && value > 0) return value;
  throw argumentInvalid('maxExecutionTimeInSeconds must be a number above 0.');
}
