import type { HubReply } from './hub-client.js';
import type { HubTrouble } from './failure-of.js';
import { asObject, codeName, statusOfCode } from './read-error-code.js';

/** What a bulk of one create came to. `without-twin`: the identity was made, its twin and so its tags were not. */
export type BulkResult = { kind: 'created' } | { kind: 'without-twin' } | { kind: 'already-there' } | HubTrouble;

/**
 * Reads the answer to a bulk of one create. The service documents the same result for 200 and 400, with codes as names or
 * numbers, so both are read. Source: Azure IoT Hub service REST, "Bulk Registry – Update Registry".
 */
export function readBulkResult(reply: HubReply): BulkResult {
  if (reply.kind !== 'ok' && !(reply.kind === 'refused' && reply.status === 400)) return reply;
  const result = asObject(reply.body);
  if (typeof result?.['isSuccessful'] !== 'boolean') {
    return reply.kind === 'refused' ? reply : { kind: 'unreadable', status: reply.status, message: 'no bulk result' };
  }
  const [error] = listOf(result['errors']);
  if (error) return ofError(error);
  if (!result['isSuccessful']) return { kind: 'unreadable', status: reply.status, message: 'a bulk that failed without an error' };
  const withoutTwin = listOf(result['warnings']).some(({ warningCode }) => warningCode === 'DeviceRegisteredWithoutTwin');
  return withoutTwin ? { kind: 'without-twin' } : { kind: 'created' };
}

function ofError({ errorCode, errorStatus }: Readonly<Record<string, unknown>>): BulkResult {
  const code = codeName(errorCode);
  if (code === 'DeviceAlreadyExists') return { kind: 'already-there' };
  const status = code === null ? null : statusOfCode(code);
  const text = typeof errorStatus === 'string' ? errorStatus : '';
  // A code that nobody documented says nothing about the device: not a reason to give the device up.
  if (code === null || status === null) return { kind: 'unreadable', status: 200, message: `bulk error ${code ?? 'without code'}: ${text}` };
  return { kind: 'refused', status, body: JSON.stringify({ errorCode: code, message: text }), errorCodeHeader: null, retryAfter: null };
}

const listOf = (value: unknown): Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.map(asObject).filter((entry) => entry !== null) : [];
