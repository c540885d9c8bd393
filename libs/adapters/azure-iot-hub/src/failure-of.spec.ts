import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { failureOf, throttlingOf, withoutSecrets, type HubTrouble } from './failure-of.js';

const AT_NOON = new Date('2026-11-21T12:00:00.000Z');
const KEY = Buffer.alloc(32, 7).toString('base64');

const call = (write: boolean) => ({ deviceId: 'd1', hostName: 'contoso.azure-devices.net', write, now: AT_NOON });

const refused = (status: number, message: unknown = '', odd: { header?: string; retryAfter?: string } = {}): Extract<HubTrouble, { kind: 'refused' }> => ({
  kind: 'refused',
  status,
  body: typeof message === 'string' && message.startsWith('<') ? message : JSON.stringify({ Message: message, ExceptionMessage: '' }),
  errorCodeHeader: odd.header ?? null,
  retryAfter: odd.retryAfter ?? null,
});
const escaped = (errorCode: number, message = 'as it is') => JSON.stringify({ errorCode, trackingId: 't', message, timestampUtc: 'u' });
const noAnswer = (code: string | null, message = 'x', nothingSent = false): HubTrouble => ({ kind: 'no-answer', code, message, nothingSent });
const unreadable = (message: string): HubTrouble => ({ kind: 'unreadable', status: 200, message });

const AWAY = 'hub-is-away';
const BUSY = 'hub-is-busy';
const UNKNOWN = 'hub-outcome-unknown';
const CREDENTIALS = 'hub-refuses-credentials';
const CHANGED = 'hub-changed-underneath';
const DEVICE = 'hub-refuses-device';
const FULL = 'hub-is-full';
const QUOTA = 'hub-quota-used-up';
const UNREADABLE = 'hub-answer-unreadable';

describe('the failure behind a trouble', () => {
  it.each<{ trouble: HubTrouble; look: string; write: string }>`
    because                                          | trouble                                                                  | look           | write
    ${'400: the hub refuses the identity'}           | ${refused(400, 'ErrorCode:ArgumentInvalid;bad key')}                     | ${DEVICE}      | ${DEVICE}
    ${'400 in the other shape'}                      | ${refused(400, escaped(400006))}                                         | ${DEVICE}      | ${DEVICE}
    ${'400 by header alone'}                         | ${refused(400, 'no', { header: 'ArgumentNull' })}                        | ${DEVICE}      | ${DEVICE}
    ${'400 of a suspended hub is not the device'}    | ${refused(400, 'ErrorCode:IotHubSuspended;suspended')}                   | ${AWAY}        | ${AWAY}
    ${'400 of an unknown version is not the device'} | ${refused(400, 'ErrorCode:InvalidProtocolVersion;BadRequest')}           | ${AWAY}        | ${AWAY}
    ${'400 without a code is not of a hub'}          | ${refused(400, '<html>Bad Request</html>')}                              | ${UNREADABLE}  | ${UNKNOWN}
    ${'401: signature or token is not valid'}        | ${refused(401, 'ErrorCode:IotHubUnauthorizedAccess;Unauthorized')}       | ${CREDENTIALS} | ${CREDENTIALS}
    ${'401 of a hub that does not exist'}            | ${refused(401, 'ErrorCode:IotHubNotFound;Unauthorized')}                 | ${CREDENTIALS} | ${CREDENTIALS}
    ${'401 without a body'}                          | ${refused(401)}                                                          | ${CREDENTIALS} | ${CREDENTIALS}
    ${'404 of a hub that does not exist'}            | ${refused(404, 'ErrorCode:IotHubNotFound;gone')}                         | ${CREDENTIALS} | ${CREDENTIALS}
    ${'403: the daily quota'}                        | ${refused(403, 'ErrorCode:IotHubQuotaExceeded;Total number of messages')} | ${QUOTA}       | ${QUOTA}
    ${'403: the daily quota by number'}              | ${refused(403, 'ErrorCode:403002;Total')}                                | ${QUOTA}       | ${QUOTA}
    ${'403: the daily quota in the other shape'}     | ${refused(403, escaped(403002))}                                         | ${QUOTA}       | ${QUOTA}
    ${'403: the daily quota by header'}              | ${refused(403, '', { header: 'IotHubQuotaExceeded' })}                   | ${QUOTA}       | ${QUOTA}
    ${'403: the daily quota as it is documented'}    | ${refused(403, 'ErrorCode:IoTHubQuotaExceeded;Total number of messages')} | ${QUOTA}       | ${QUOTA}
    ${'429: the daily quota'}                        | ${refused(429, 'ErrorCode:IotHubQuotaExceeded;Total number of messages')} | ${QUOTA}       | ${QUOTA}
    ${'429: the daily quota as it is documented'}    | ${refused(429, 'ErrorCode:IoTHubQuotaExceeded;Total number of messages')} | ${QUOTA}       | ${QUOTA}
    ${'429: the daily quota by number'}              | ${refused(429, 'ErrorCode:403002;Total')}                                | ${QUOTA}       | ${QUOTA}
    ${'429: the daily quota in the other shape'}     | ${refused(429, escaped(403002))}                                         | ${QUOTA}       | ${QUOTA}
    ${'429: the daily quota by header'}              | ${refused(429, '', { header: 'IotHubQuotaExceeded' })}                   | ${QUOTA}       | ${QUOTA}
    ${'403: the hub is full'}                        | ${refused(403, 'ErrorCode:TooManyDevices;cap')}                          | ${FULL}        | ${FULL}
    ${'403: the address filter'}                     | ${refused(403, 'Your IP is not allowed')}                                | ${CREDENTIALS} | ${CREDENTIALS}
    ${'403: another code'}                           | ${refused(403, 'ErrorCode:DeviceMaximumQueueDepthExceeded;x')}           | ${CREDENTIALS} | ${CREDENTIALS}
    ${'404: the device is gone'}                     | ${refused(404, 'ErrorCode:DeviceNotFound;d1')}                           | ${CHANGED}     | ${CHANGED}
    ${'404: the device is gone, other shape'}        | ${refused(404, escaped(404001))}                                         | ${CHANGED}     | ${CHANGED}
    ${'404 of something on the way'}                 | ${refused(404, '<html>Not found</html>')}                                | ${UNREADABLE}  | ${UNKNOWN}
    ${'404 of a module'}                             | ${refused(404, 'ErrorCode:ModuleNotFound;m')}                            | ${UNREADABLE}  | ${UNKNOWN}
    ${'405'}                                         | ${refused(405, 'no')}                                                    | ${UNREADABLE}  | ${UNKNOWN}
    ${'415'}                                         | ${refused(415, 'no')}                                                    | ${UNREADABLE}  | ${UNKNOWN}
    ${'a redirect'}                                  | ${refused(302, '<html>Moved</html>')}                                    | ${UNREADABLE}  | ${UNKNOWN}
    ${'408'}                                         | ${refused(408, 'late')}                                                  | ${AWAY}        | ${UNKNOWN}
    ${'409: the device is locked'}                   | ${refused(409, 'ErrorCode:DeviceLocked;x')}                              | ${AWAY}        | ${AWAY}
    ${'409: another conflict'}                       | ${refused(409, 'ErrorCode:409002;x')}                                    | ${AWAY}        | ${AWAY}
    ${'412: the etag is old'}                        | ${refused(412, 'ErrorCode:PreconditionFailed;PreconditionFailed')}       | ${CHANGED}     | ${CHANGED}
    ${'413: the hub is full'}                        | ${refused(413, 'ErrorCode:TooManyDevices;x')}                            | ${FULL}        | ${FULL}
    ${'413: the hub is full, by number'}             | ${refused(413, escaped(413002))}                                         | ${FULL}        | ${FULL}
    ${'413: too large'}                              | ${refused(413, 'ErrorCode:MessageTooLarge;x')}                           | ${DEVICE}      | ${DEVICE}
    ${'429'}                                         | ${refused(429)}                                                          | ${BUSY}        | ${BUSY}
    ${'429: one too many'}                           | ${refused(429, 'ErrorCode:ThrottlingException;x')}                       | ${BUSY}        | ${BUSY}
    ${'429: the queue is full'}                      | ${refused(429, 'ErrorCode:429002;x')}                                    | ${BUSY}        | ${BUSY}
    ${'429: too long in the queue'}                  | ${refused(429, escaped(429003))}                                         | ${BUSY}        | ${BUSY}
    ${'429: a new kind of throttle'}                 | ${refused(429, 'ErrorCode:429009;x')}                                    | ${BUSY}        | ${BUSY}
    ${'500'}                                         | ${refused(500, 'ErrorCode:ServerError;x')}                               | ${AWAY}        | ${UNKNOWN}
    ${'502'}                                         | ${refused(502, '<html>Bad gateway</html>')}                              | ${AWAY}        | ${UNKNOWN}
    ${'503'}                                         | ${refused(503, 'ErrorCode:ServiceUnavailable;x')}                        | ${AWAY}        | ${UNKNOWN}
    ${'504'}                                         | ${refused(504, 'ErrorCode:GatewayTimeout;x')}                            | ${AWAY}        | ${UNKNOWN}
    ${'a status nobody knows'}                       | ${refused(418, 'ErrorCode:Teapot;x')}                                    | ${UNREADABLE}  | ${UNKNOWN}
    ${'the connection is refused'}                   | ${noAnswer('ECONNREFUSED')}                                              | ${AWAY}        | ${AWAY}
    ${'the name is not known'}                       | ${noAnswer('ENOTFOUND')}                                                 | ${AWAY}        | ${AWAY}
    ${'the resolver does not answer'}                | ${noAnswer('EAI_AGAIN')}                                                 | ${AWAY}        | ${AWAY}
    ${'the certificate is self-signed'}              | ${noAnswer('DEPTH_ZERO_SELF_SIGNED_CERT')}                               | ${AWAY}        | ${AWAY}
    ${'the certificate is of another host'}          | ${noAnswer('ERR_TLS_CERT_ALTNAME_INVALID')}                              | ${AWAY}        | ${AWAY}
    ${'the certificate has expired'}                 | ${noAnswer('CERT_HAS_EXPIRED')}                                          | ${AWAY}        | ${AWAY}
    ${'the issuer is not known'}                     | ${noAnswer('UNABLE_TO_VERIFY_LEAF_SIGNATURE')}                           | ${AWAY}        | ${AWAY}
    ${'the connection broke before it stood'}        | ${noAnswer('ECONNRESET', 'x', true)}                                     | ${AWAY}        | ${AWAY}
    ${'connecting took too long'}                    | ${noAnswer('ETIMEDOUT', 'x', true)}                                      | ${AWAY}        | ${AWAY}
    ${'the line speaks no TLS'}                      | ${noAnswer('EPROTO', 'wrong version number', true)}                      | ${AWAY}        | ${AWAY}
    ${'the connection broke'}                        | ${noAnswer('ECONNRESET')}                                                | ${AWAY}        | ${UNKNOWN}
    ${'the pipe broke'}                              | ${noAnswer('EPIPE')}                                                     | ${AWAY}        | ${UNKNOWN}
    ${'no answer in time'}                           | ${noAnswer('ETIMEDOUT', 'no answer in 75000 ms')}                        | ${AWAY}        | ${UNKNOWN}
    ${'the other side hung up'}                      | ${noAnswer(null, 'socket hang up')}                                      | ${AWAY}        | ${UNKNOWN}
    ${'the answer was cut'}                          | ${noAnswer('ECONNRESET', 'aborted')}                                     | ${AWAY}        | ${UNKNOWN}
    ${'the answer is broken JSON'}                   | ${unreadable('Unexpected end of JSON input')}                            | ${UNREADABLE}  | ${UNKNOWN}
    ${'the identity is empty'}                       | ${unreadable('not what was asked for')}                                  | ${UNREADABLE}  | ${UNKNOWN}
    ${'the answer is a page'}                        | ${unreadable('content type text/html')}                                  | ${UNREADABLE}  | ${UNKNOWN}
  `('is $look for a look and $write for a write: $because', ({ trouble, look, write }) => {
    expect({ look: failureOf(trouble, call(false)).code, write: failureOf(trouble, call(true)).code }).toEqual({ look, write });
  });

  it.each<{ trouble: HubTrouble; ms: number }>`
    because                                | trouble                                                                                     | ms
    ${'seconds in Retry-After'}            | ${refused(429, 'ErrorCode:429003;Wait 10 seconds', { retryAfter: '17' })}                   | ${17_000}
    ${'a date in Retry-After'}             | ${refused(429, 'x', { retryAfter: 'Sat, 21 Nov 2026 12:00:30 GMT' })}                       | ${30_000}
    ${'a date in the past'}                | ${refused(429, 'x', { retryAfter: 'Sat, 21 Nov 2026 11:00:00 GMT' })}                       | ${1_000}
    ${'Retry-After 0'}                     | ${refused(429, 'x', { retryAfter: '0' })}                                                   | ${1_000}
    ${'a Retry-After of a day'}            | ${refused(429, 'x', { retryAfter: '86400' })}                                               | ${600_000}
    ${'a Retry-After of no sense'}         | ${refused(429, 'x', { retryAfter: 'soon' })}                                                | ${10_000}
    ${'words'}                             | ${refused(429, 'ErrorCode:ThrottlingBacklogTimeout;Throttled. Wait 25 seconds and try again.')} | ${25_000}
    ${'words in the other shape'}          | ${refused(429, escaped(429003, 'Wait 1 second and try again.'))}                            | ${1_000}
    ${'nothing at all'}                    | ${refused(429)}                                                                             | ${10_000}
  `('tells how long the hub asks to wait, by $because: $ms ms', ({ trouble, ms }) => {
    expect(failureOf(trouble, call(true)).retry).toEqual({ kind: 'after', ms });
  });

  it.each<{ now: string; ms: number }>`
    now                            | ms
    ${'2026-11-21T12:00:00.000Z'}  | ${12 * 3_600_000}
    ${'2026-11-21T23:59:59.999Z'}  | ${1}
    ${'2026-11-21T00:00:00.000Z'}  | ${24 * 3_600_000}
  `('waits for the new quota until midnight UTC, whatever else the hub asks for: $ms ms from $now', ({ now, ms }) => {
    for (const status of [403, 429]) {
      const answer = refused(status, 'ErrorCode:IotHubQuotaExceeded;x', { retryAfter: '30' });
      expect(failureOf(answer, { ...call(false), now: new Date(now) }).retry).toEqual({ kind: 'after', ms });
      expect(throttlingOf(answer, new Date(now))).toEqual({ kind: 'quota', waitMs: ms });
    }
  });

  it('names the device, the hub, the code and what to do', () => {
    expect(failureOf(refused(412, 'ErrorCode:PreconditionFailed;stale'), call(true)).message).toBe(
      'The hub contoso.azure-devices.net answered 412 PreconditionFailed for device d1: stale. The identity is not the one we saw; it is looked at again.',
    );
    expect(failureOf(noAnswer('ETIMEDOUT'), call(true)).message).toContain('did not answer a change of device d1 (ETIMEDOUT)');
  });

  it.each([
    refused(400, `ErrorCode:ArgumentInvalid;the key ${KEY} is not valid`),
    refused(401, `ErrorCode:IotHubUnauthorized;SharedAccessSignature sr=a&sig=${encodeURIComponent(KEY)}&se=1`),
    refused(500, `{"primaryKey":"${KEY}","secondaryKey": "${KEY}"}`),
    noAnswer(null, `Bearer ${KEY} was not sent`),
    unreadable(`Unexpected token in "primaryKey":"${KEY.slice(0, 20)}`),
  ])('never repeats a secret, neither in its message nor in its cause: %#', (trouble) => {
    const seen = inspect(failureOf(trouble, call(false)), { depth: 10, showHidden: true });
    expect(seen).not.toContain(KEY.slice(0, 12));
  });

  it.each([
    ['SharedAccessSignature sr=a&sig=b&se=1 is over', '[secret] is over'],
    ['Bearer short-one was refused', '[secret] was refused'],
    ['the token eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln is old', 'the token [secret] is old'],
    [`the key ${KEY} is weak`, 'the key [secret] is weak'],
    ['HostName=h;SharedAccessKey=abc', 'HostName=h;SharedAccessKey=[secret]'],
    ['{"primaryKey":"abc","secondaryKey": "def"}', '{"primaryKey":"[secret]","secondaryKey": "[secret]"}'],
    ['client_secret=abc&scope=x', 'client_secret=[secret]&scope=x'],
    ['sr=a&sig=abc%3D&se=1', 'sr=a&sig=[secret]&se=1'],
  ])('hides what is secret in "%s"', (text, shown) => expect(withoutSecrets(text)).toBe(shown));

  it('leaves ordinary words as they are, on one line and not too long', () => {
    expect(withoutSecrets('The request has been\n throttled.')).toBe('The request has been throttled.');
    expect(withoutSecrets('word '.repeat(1000))).toHaveLength(300);
  });

  it.each([refused(503), refused(409), noAnswer('ETIMEDOUT'), noAnswer('ECONNREFUSED'), noAnswer('CERT_HAS_EXPIRED'), unreadable('a page')])(
    'charges no device where the hub fails for all ($kind $status$code)',
    (trouble) => {
      for (const write of [true, false]) {
        expect(failureOf(trouble, call(write)).retry).toEqual({ kind: 'back-off' });
        expect(failureOf({ ...trouble, forAll: true }, call(write)).retry).toEqual({ kind: 'when-mended', ms: 5_000 });
      }
    },
  );
});
