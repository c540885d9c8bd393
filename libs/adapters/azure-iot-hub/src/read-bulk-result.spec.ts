import { describe, expect, it } from '@jest/globals';

import { failureOf, type HubTrouble } from './failure-of.js';
import type { HubReply } from './hub-client.js';
import { readBulkResult } from './read-bulk-result.js';

const ok = (body: unknown): HubReply => ({ kind: 'ok', status: 200, body });
const bad = (body: unknown): HubReply => ({ kind: 'refused', status: 400, body: JSON.stringify(body), errorCodeHeader: null, retryAfter: null });
const failed = (errorCode: unknown, errorStatus: unknown = 'x') => ({ isSuccessful: false, errors: [{ deviceId: 'd', errorCode, errorStatus }], warnings: [] });
const GOOD = { isSuccessful: true, errors: [], warnings: [] };
const WITHOUT_TWIN = { isSuccessful: true, errors: [], warnings: [{ deviceId: 'd', warningCode: 'DeviceRegisteredWithoutTwin', warningStatus: 'x' }] };

const failureIn = (reply: HubReply): string =>
  failureOf(readBulkResult(reply) as HubTrouble, { deviceId: 'd', hostName: 'h', write: true, now: new Date(0) }).code;

describe('the answer to a bulk of one create', () => {
  it.each<{ reply: HubReply; kind: string }>`
    because                                  | reply                                             | kind
    ${'it succeeded'}                        | ${ok(GOOD)}                                       | ${'created'}
    ${'it succeeded, lists left out'}        | ${ok({ isSuccessful: true })}                     | ${'created'}
    ${'it succeeded, lists null'}            | ${ok({ ...GOOD, errors: null, warnings: null })}  | ${'created'}
    ${'an unknown warning is no failure'}    | ${ok({ ...GOOD, warnings: [{ warningCode: 'X' }] })} | ${'created'}
    ${'the twin was not made'}               | ${ok(WITHOUT_TWIN)}                               | ${'without-twin'}
    ${'the device exists, 200, by name'}     | ${ok(failed('DeviceAlreadyExists'))}              | ${'already-there'}
    ${'the device exists, 200, by number'}   | ${ok(failed(409001))}                             | ${'already-there'}
    ${'the device exists, 400, by name'}     | ${bad(failed('DeviceAlreadyExists'))}             | ${'already-there'}
    ${'the device exists, 400, by digits'}   | ${bad(failed('409001'))}                          | ${'already-there'}
  `('reads $kind: $because', ({ reply, kind }) => {
    expect(readBulkResult(reply)).toEqual({ kind });
  });

  it.each<{ reply: HubReply; code: string }>`
    because                                  | reply                                                           | code
    ${'the identity is refused'}             | ${ok(failed('ArgumentInvalid'))}                                | ${'hub-refuses-device'}
    ${'the identity is refused, 400'}        | ${bad(failed(400004))}                                          | ${'hub-refuses-device'}
    ${'the hub is full'}                     | ${ok(failed('TooManyDevices'))}                                 | ${'hub-is-full'}
    ${'the hub is full, by number'}          | ${ok(failed(413002))}                                           | ${'hub-is-full'}
    ${'the hub is busy'}                     | ${ok(failed('ThrottlingBacklogTimeout'))}                       | ${'hub-is-busy'}
    ${'the device is locked'}                | ${ok(failed(409005))}                                           | ${'hub-is-away'}
    ${'the hub failed inside'}               | ${ok(failed('ServerError'))}                                    | ${'hub-outcome-unknown'}
    ${'the code is a new one'}               | ${ok(failed('SomethingNew'))}                                   | ${'hub-outcome-unknown'}
    ${'the error has no code'}               | ${ok(failed(undefined))}                                        | ${'hub-outcome-unknown'}
    ${'it failed and does not say how'}      | ${ok({ isSuccessful: false, errors: [] })}                      | ${'hub-outcome-unknown'}
    ${'it is not a bulk result'}             | ${ok({})}                                                       | ${'hub-outcome-unknown'}
    ${'it is empty'}                         | ${ok(null)}                                                     | ${'hub-outcome-unknown'}
    ${'it is a list'}                        | ${ok([])}                                                       | ${'hub-outcome-unknown'}
    ${'the request as a whole is refused'}   | ${bad({ Message: 'ErrorCode:ArgumentInvalid;x' })}              | ${'hub-refuses-device'}
    ${'the request is for another version'}  | ${bad({ Message: 'ErrorCode:InvalidProtocolVersion;x' })}       | ${'hub-is-away'}
    ${'the hub was away'}                    | ${{ kind: 'no-answer', code: 'ECONNREFUSED', message: 'x', nothingSent: true }} | ${'hub-is-away'}
  `('is a failure, $code: $because', ({ reply, code }) => {
    expect(failureIn(reply)).toBe(code);
  });

  it('keeps the words of the hub', () => {
    const trouble = readBulkResult(ok(failed('ArgumentInvalid', 'The tag is too long')));
    expect(failureOf(trouble as HubTrouble, { deviceId: 'd', hostName: 'h', write: true, now: new Date(0) }).message).toContain('The tag is too long');
  });
});
