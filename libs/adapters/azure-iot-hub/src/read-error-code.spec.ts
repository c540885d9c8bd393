import { describe, expect, it } from '@jest/globals';

import { codeName, readErrorCode, statusOfCode } from './read-error-code.js';

const textShape = (message: string) => JSON.stringify({ Message: message, ExceptionMessage: 'Tracking ID:0-G:0-TimeStamp:01/01/2026 00:00:00' });
const INNER = { errorCode: 404103, trackingId: 't', message: 'not online', timestampUtc: 'u' };

describe('the error code of an answer', () => {
  it.each<{ body: string; header: string | null; code: string | null; text: string | null }>`
    shape                              | body                                                              | header                  | code                    | text
    ${'a name in the text'}            | ${textShape('ErrorCode:DeviceNotFound;my-device')}                | ${null}                 | ${'DeviceNotFound'}     | ${'my-device'}
    ${'a number in the text'}          | ${textShape('ErrorCode:404001;my-device')}                        | ${null}                 | ${'DeviceNotFound'}     | ${'my-device'}
    ${'a text with a ; of its own'}    | ${textShape('ErrorCode:ArgumentInvalid;a;b')}                     | ${null}                 | ${'ArgumentInvalid'}    | ${'a;b'}
    ${'a code alone'}                  | ${textShape('ErrorCode:PreconditionFailed')}                      | ${null}                 | ${'PreconditionFailed'} | ${null}
    ${'JSON inside the message'}       | ${textShape(JSON.stringify({ ...INNER, errorCode: 404001 }))}     | ${null}                 | ${'DeviceNotFound'}     | ${'not online'}
    ${'an object as the message'}      | ${JSON.stringify({ Message: { ...INNER, errorCode: '412001' } })} | ${null}                 | ${'PreconditionFailed'} | ${'not online'}
    ${'the code at the top'}           | ${JSON.stringify({ errorCode: 429003, message: 'wait' })}         | ${null}                 | ${'ThrottlingBacklogTimeout'} | ${'wait'}
    ${'six digits and three more'}     | ${JSON.stringify({ errorCode: 404001000, message: 'x' })}         | ${null}                 | ${'DeviceNotFound'}     | ${'x'}
    ${'a number nobody documented'}    | ${JSON.stringify(INNER)}                                          | ${null}                 | ${'404103'}             | ${'not online'}
    ${'only the header'}               | ${''}                                                             | ${'PreconditionFailed'} | ${'PreconditionFailed'} | ${null}
    ${'words and the header'}          | ${textShape('Gone away')}                                         | ${'DeviceNotFound'}     | ${'DeviceNotFound'}     | ${'Gone away'}
    ${'body before header'}            | ${textShape('ErrorCode:DeviceNotFound;d')}                        | ${'ServerError'}        | ${'DeviceNotFound'}     | ${'d'}
    ${'the page of a proxy'}           | ${'<html><title>404</title></html>'}                              | ${null}                 | ${null}                 | ${null}
    ${'a cut body'}                    | ${'{"Message":"ErrorCode:Dev'}                                    | ${null}                 | ${null}                 | ${null}
    ${'a list'}                        | ${'[1,2]'}                                                        | ${null}                 | ${null}                 | ${null}
    ${'null'}                          | ${'null'}                                                         | ${null}                 | ${null}                 | ${null}
    ${'nothing'}                       | ${''}                                                             | ${null}                 | ${null}                 | ${null}
  `('is read from $shape', ({ body, header, code, text }) => {
    expect(readErrorCode(body, header)).toEqual({ code, text });
  });

  it('is read from messages nested without end in no time', () => {
    expect(readErrorCode(`${'{"Message":'.repeat(5000)}1${'}'.repeat(5000)}`, null).code).toBeNull();
  });

  it.each<{ code: unknown; name: string; status: number | null }>`
    code                | name                | status
    ${409001}           | ${'DeviceAlreadyExists'} | ${409}
    ${'409001'}         | ${'DeviceAlreadyExists'} | ${409}
    ${'TooManyDevices'} | ${'TooManyDevices'} | ${413}
    ${503007}           | ${'503007'}         | ${503}
    ${'SomethingNew'}   | ${'SomethingNew'}   | ${null}
    ${'toString'}       | ${'toString'}       | ${null}
  `('$code is called $name and comes with $status', ({ code, name, status }) => {
    expect(codeName(code)).toBe(name);
    expect(statusOfCode(name)).toBe(status);
  });

  it.each([null, undefined, '', {}, []])('%j is no code', (code) => expect(codeName(code)).toBeNull());
});
