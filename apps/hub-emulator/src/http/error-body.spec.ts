import { describe, expect, it } from '@jest/globals';
import { errorBody } from './error-body.js';
import { HubError } from './hub-error.js';

const tracking = { requestId: 'e40e9db2-199f-482b-887a-f45fbeaa7b8c', at: Date.UTC(2020, 7, 20, 22, 5, 30) * 1000 };
const error = new HubError('PreconditionFailed', 'PreconditionFailed');

describe('the body of a refusal', () => {
  it('is in the form of the registry by default', () => {
    expect(errorBody(error, tracking, 'text')).toEqual({
      Message: 'ErrorCode:PreconditionFailed;PreconditionFailed',
      ExceptionMessage: 'Tracking ID:e40e9db2199f482b887af45fbeaa7b8c-G:0-TimeStamp:08/20/2020 22:05:30',
    });
  });

  it('can be JSON inside the string, with the number of the code', () => {
    const body = errorBody(error, tracking, 'json-string') as { Message: string; ExceptionMessage: string };
    expect(body.ExceptionMessage).toBe('');
    expect(JSON.parse(body.Message)).toEqual({
      errorCode: 412001,
      trackingId: 'e40e9db2199f482b887af45fbeaa7b8c-G:0-TimeStamp:08/20/2020 22:05:30',
      message: 'PreconditionFailed',
      timestampUtc: '2020-08-20T22:05:30Z',
    });
  });

  it('can be an object in place of the string', () => {
    expect(errorBody(error, tracking, 'json-object')).toMatchObject({ Message: { errorCode: 412001 }, ExceptionMessage: '' });
  });
});
