import type { CallNote } from '#core';
import type { HubReply } from './hub-client.js';
import type { HubTrouble } from './failure-of.js';
import { asObject, codeName, statusOfCode } from './read-error-code.js';

/** What a write of one device came to. `withoutTwin`: the identity was made, its twin and so its tags were not. `etag` where the hub told it. `call` is the call that it went with. */
export type WriteResult = ({ kind: 'done'; etag: string | null; withoutTwin: boolean } | HubTrouble) & { call?: CallNote };

type Entry = Readonly<Record<string, unknown>>;

/**
 * Reads the answer to a bulk, device by device in the order of `ids`. The service documents the same result for 200 and 400,
 * with codes as names or numbers, so both are read. Null when the call as a whole was refused or went wrong: then that holds
 * for each of them. Source: Azure IoT Hub service REST, "Bulk Registry – Update Registry".
 */
export function readBulkResults(reply: HubReply, ids: readonly string[]): WriteResult[] | null {
  if (reply.kind !== 'ok' && !(reply.kind === 'refused' && reply.status === 400)) return null;
  const result = asObject(reply.body);
  if (typeof result?.['isSuccessful'] !== 'boolean') return null;

  const errors = listOf(result['errors']);
  const known = new Set(ids);
  // An error that names none of ours may be of any of ours, and so may a failure without an error.
  const unclear = errors.some((error) => !known.has(nameIn(error, ids))) || (!result['isSuccessful'] && errors.length === 0);
  if (unclear) return ids.map(() => ({ kind: 'unreadable', status: reply.status, message: 'a bulk that failed without saying where' }));

  const failed = new Map(errors.map((error) => [nameIn(error, ids), error]));
  const withoutTwin = new Set(listOf(result['warnings']).filter(({ warningCode }) => warningCode === 'DeviceRegisteredWithoutTwin').map((warning) => nameIn(warning, ids)));
  return ids.map((id) => {
    const error = failed.get(id);
    return error ? troubleIn(error) : { kind: 'done', etag: null, withoutTwin: withoutTwin.has(id) };
  });
}

/** In a bulk of one there is nobody else whom an entry can mean. */
const nameIn = ({ deviceId }: Entry, ids: readonly string[]): string => (ids.length === 1 ? ids[0]! : String(deviceId));

function troubleIn({ errorCode, errorStatus }: Entry): HubTrouble {
  const code = codeName(errorCode);
  const status = code === null ? null : statusOfCode(code);
  const text = typeof errorStatus === 'string' ? errorStatus : '';
  // A code that nobody documented says nothing about the device: not a reason to give the device up.
  if (code === null || status === null) return { kind: 'unreadable', status: 200, message: `bulk error ${code ?? 'without code'}: ${text}` };
  return { kind: 'refused', status, body: JSON.stringify({ errorCode: code, message: text }), errorCodeHeader: null, retryAfter: null };
}

const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? value.map(asObject).filter((entry) => entry !== null) : []);
