import { describe, expect, it } from '@jest/globals';

import { failureOf, type HubTrouble } from './failure-of.js';
import type { HubReply } from './hub-client.js';
import { readBulkResults, type WriteResult } from './read-bulk-results.js';

const ok = (body: unknown): HubReply => ({ kind: 'ok', status: 200, body });
const bad = (body: unknown): HubReply => ({ kind: 'refused', status: 400, body: JSON.stringify(body), errorCodeHeader: null, retryAfter: null });
const failed = (errorCode: unknown, errorStatus: unknown = 'x') => ({ isSuccessful: false, errors: [{ deviceId: 'd', errorCode, errorStatus }], warnings: [] });
const GOOD = { isSuccessful: true, errors: [], warnings: [] };
const WITHOUT_TWIN = { isSuccessful: true, errors: [], warnings: [{ deviceId: 'd', warningCode: 'DeviceRegisteredWithoutTwin', warningStatus: 'x' }] };

const DONE: WriteResult = { kind: 'done', etag: null, withoutTwin: false };
const call = { deviceId: 'd', hostName: 'h', write: true, now: new Date(0) };

const ofOne = (reply: HubReply): WriteResult | undefined => readBulkResults(reply, ['d'])?.[0];
const failureIn = (reply: HubReply): string => failureOf(ofOne(reply) as HubTrouble, call).code;

describe('the answer to a bulk of one', () => {
  it.each<{ reply: HubReply }>`
    because                                  | reply
    ${'it succeeded'}                        | ${ok(GOOD)}
    ${'it succeeded, lists left out'}        | ${ok({ isSuccessful: true })}
    ${'it succeeded, lists null'}            | ${ok({ ...GOOD, errors: null, warnings: null })}
    ${'an unknown warning is no failure'}    | ${ok({ ...GOOD, warnings: [{ warningCode: 'X' }] })}
  `('is done: $because', ({ reply }) => {
    expect(ofOne(reply)).toEqual(DONE);
  });

  it('tells of a twin that was not made', () => {
    expect(ofOne(ok(WITHOUT_TWIN))).toEqual({ ...DONE, withoutTwin: true });
  });

  it.each([ok(failed('DeviceAlreadyExists')), ok(failed(409001)), bad(failed('DeviceAlreadyExists')), bad(failed('409001'))])('reads the code as name, number or digits, with 200 and 400: %j', (reply) => {
    expect(ofOne(reply)).toMatchObject({ kind: 'refused', status: 409, body: expect.stringContaining('DeviceAlreadyExists') });
  });

  it.each<{ reply: HubReply; code: string }>`
    because                                  | reply                                                           | code
    ${'the identity is refused'}             | ${ok(failed('ArgumentInvalid'))}                                | ${'hub-refuses-device'}
    ${'the identity is refused, 400'}        | ${bad(failed(400004))}                                          | ${'hub-refuses-device'}
    ${'the etag is old'}                     | ${ok(failed('PreconditionFailed'))}                             | ${'hub-changed-underneath'}
    ${'the hub is full'}                     | ${ok(failed('TooManyDevices'))}                                 | ${'hub-is-full'}
    ${'the hub is full, by number'}          | ${ok(failed(413002))}                                           | ${'hub-is-full'}
    ${'the hub is busy'}                     | ${ok(failed('ThrottlingBacklogTimeout'))}                       | ${'hub-is-busy'}
    ${'the device is locked'}                | ${ok(failed(409005))}                                           | ${'hub-is-away'}
    ${'the hub failed inside'}               | ${ok(failed('ServerError'))}                                    | ${'hub-outcome-unknown'}
    ${'the code is a new one'}               | ${ok(failed('SomethingNew'))}                                   | ${'hub-outcome-unknown'}
    ${'the error has no code'}               | ${ok(failed(undefined))}                                        | ${'hub-outcome-unknown'}
    ${'it failed and does not say how'}      | ${ok({ isSuccessful: false, errors: [] })}                      | ${'hub-outcome-unknown'}
  `('is a failure, $code: $because', ({ reply, code }) => {
    expect(failureIn(reply)).toBe(code);
  });

  it.each([ok({}), ok(null), ok([]), bad({ Message: 'ErrorCode:ArgumentInvalid;x' }), { kind: 'no-answer', code: 'ECONNREFUSED', message: 'x', nothingSent: true } as const])(
    'is none where the call as a whole went wrong: %j',
    (reply) => {
      expect(readBulkResults(reply, ['d'])).toBeNull();
    },
  );

  it('keeps the words of the hub', () => {
    expect(failureOf(ofOne(ok(failed('ArgumentInvalid', 'The tag is too long'))) as HubTrouble, call).message).toContain('The tag is too long');
  });
});

describe('the answer to a bulk of many', () => {
  const error = (deviceId: string | undefined, errorCode: string) => ({ deviceId, errorCode, errorStatus: 'x' });

  it('keeps what became of one device from the others', () => {
    const reply = ok({ isSuccessful: false, errors: [error('b', 'PreconditionFailed')], warnings: [{ deviceId: 'c', warningCode: 'DeviceRegisteredWithoutTwin' }] });
    expect(readBulkResults(reply, ['a', 'b', 'c'])).toEqual([DONE, expect.objectContaining({ kind: 'refused', status: 412 }), { ...DONE, withoutTwin: true }]);
  });

  it.each([
    { because: 'an error names nobody', errors: [error(undefined, 'ServerError')] },
    { because: 'an error names a stranger', errors: [error('z', 'ServerError')] },
    { because: 'an error names one in other letters', errors: [error('A', 'ServerError')] },
    { because: 'it failed without an error', errors: [] },
  ])('leaves all of them in doubt where $because', ({ errors }) => {
    const results = readBulkResults(ok({ isSuccessful: false, errors, warnings: [] }), ['a', 'b']);
    expect(results?.map((result) => failureOf(result as HubTrouble, call).code)).toEqual(['hub-outcome-unknown', 'hub-outcome-unknown']);
  });
});
