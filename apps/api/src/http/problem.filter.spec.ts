// Real: the filter. Not real: the request and its reply.
import { describe, expect, it } from '@jest/globals';
import { NotFoundException, PayloadTooLargeException, ServiceUnavailableException, type ArgumentsHost } from '@nestjs/common';
import {
  CrossSiteRequest,
  HostNotAllowed,
  HubAlreadyConnected,
  IdentityProviderIsAway,
  InvalidConnectionString,
  InvalidRequest,
  NotAuthenticated,
  NotFound,
  NotPermitted,
  Refusal,
  StoreIsAway,
  TooManyRequests,
} from '#core';
import { FakeLog } from '../../../../test/support/fake-log.js';
import { BadSignature } from '../webhooks/receive-webhook.js';
import { ProblemFilter } from './problem.filter.js';

interface Answered {
  status: number;
  type: string;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

class FakeReply {
  readonly answered: Answered = { status: 0, type: '', headers: {}, body: {} };

  header(name: string, value: string): this {
    this.answered.headers[name] = value;
    return this;
  }

  status(status: number): this {
    this.answered.status = status;
    return this;
  }

  type(type: string): this {
    this.answered.type = type;
    return this;
  }

  send(body: Record<string, unknown>): this {
    this.answered.body = body;
    return this;
  }
}

const REQUEST = { id: 'request-1', method: 'GET', url: '/api/v1/devices/pump-7?token=canary', routeOptions: { url: '/api/v1/devices/:deviceId' } };

function answerTo(error: unknown): Answered & { log: FakeLog } {
  const log = new FakeLog();
  const reply = new FakeReply();
  const host = { switchToHttp: () => ({ getRequest: () => REQUEST, getResponse: () => reply }) } as unknown as ArgumentsHost;
  new ProblemFilter(log).catch(error, host);
  return { ...reply.answered, log };
}

const TEXT = 'What is wrong, and what to do.';

describe('a refusal', () => {
  it.each([
    { error: new NotAuthenticated(TEXT), status: 401, code: 'not-authenticated' },
    { error: new BadSignature(TEXT), status: 401, code: 'bad-signature' },
    { error: new NotPermitted(TEXT), status: 403, code: 'not-permitted' },
    { error: new CrossSiteRequest(TEXT), status: 403, code: 'cross-site-request' },
    { error: new NotFound(TEXT), status: 404, code: 'not-found' },
    { error: new HubAlreadyConnected(TEXT), status: 409, code: 'hub-already-connected' },
    { error: new InvalidRequest(TEXT), status: 422, code: 'invalid-request' },
    { error: new InvalidConnectionString(TEXT), status: 422, code: 'invalid-connection-string' },
    { error: new HostNotAllowed(TEXT), status: 422, code: 'host-not-allowed' },
    { error: new TooManyRequests(TEXT), status: 429, code: 'too-many-requests' },
    { error: new IdentityProviderIsAway(TEXT), status: 503, code: 'identity-provider-is-away' },
    { error: new StoreIsAway(TEXT), status: 503, code: 'store-is-away' },
  ])('named $code is a $status that says what it says', ({ error, status, code }) => {
    const answer = answerTo(error);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(answer.body).toEqual({
      type: `urn:lockstep:problem:${code}`,
      title: expect.stringMatching(/^[A-Z][^.]+$/),
      status,
      detail: TEXT,
      instance: '/api/v1/devices/pump-7',
      requestId: 'request-1',
    });
    expect(answer.log.lines).toEqual([]);
  });

  it('asks to sign in where that would help', () => {
    expect(answerTo(new NotAuthenticated(TEXT)).headers).toEqual({ 'www-authenticate': 'Bearer' });
  });

  it('says when to try again where the store is away', () => {
    expect(answerTo(new StoreIsAway(TEXT)).headers).toEqual({ 'retry-after': '5' });
  });

  it('does not repeat the query of the request, which may hold anything', () => {
    expect(JSON.stringify(answerTo(new NotFound(TEXT)).body)).not.toContain('canary');
  });
});

describe('an error of the frame', () => {
  it.each([
    { error: new NotFoundException('Cannot GET /nowhere'), status: 404 },
    { error: new PayloadTooLargeException(), status: 413 },
    { error: Object.assign(new Error('Request body is too large'), { statusCode: 413 }), status: 413 },
    { error: Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 }), status: 415 },
  ])('keeps its status of $status', ({ error, status }) => {
    const answer = answerTo(error);
    expect(answer.body).toMatchObject({ type: 'about:blank', status, detail: error.message });
    expect(answer.log.lines).toEqual([]);
  });
});

describe('an error without a name of ours', () => {
  class Unlisted extends Refusal {
    readonly code = 'nobody-listed-this';
  }

  it.each<{ named: string; error: unknown }>([
    { named: 'an Error', error: new Error('canary') },
    { named: 'an error of the database', error: Object.assign(new Error('canary'), { code: '22P05', detail: 'canary' }) },
    { named: 'an error with a status of 500', error: Object.assign(new Error('canary'), { statusCode: 500 }) },
    { named: 'an exception of Nest above 500', error: new ServiceUnavailableException('canary') },
    { named: 'a refusal that has no status here', error: new Unlisted('canary') },
    { named: 'a text', error: 'canary' },
    { named: 'nothing', error: undefined },
    { named: 'an object that looks like one of ours', error: { code: 'not-found', message: 'canary', statusCode: 404 } },
  ])('is a 500 that tells nothing of itself, and a line of the log: $named', ({ error }) => {
    const { status, body, log } = answerTo(error);
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('canary');
    expect(body).toMatchObject({ type: 'urn:lockstep:problem:internal', detail: 'It is logged under the request id request-1.' });
    expect(log.lines).toEqual([
      { level: 'error', fields: { requestId: 'request-1', method: 'GET', path: '/api/v1/devices/:deviceId', error }, sentence: 'A request failed for a reason that has no name' },
    ]);
  });
});
