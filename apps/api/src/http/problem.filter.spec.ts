// Real: the filter. Not real: the request and its reply.
import { describe, expect, it } from '@jest/globals';
import { NotFoundException, PayloadTooLargeException, ServiceUnavailableException, type ArgumentsHost } from '@nestjs/common';
import {
  BudgetIsAway,
  CrossSiteRequest,
  HostNotAllowed,
  HubAlreadyConnected,
  HubTurnIsLater,
  IdentityProviderIsAway,
  IntegrationStale,
  InvalidConnectionString,
  InvalidRequest,
  KeyMissing,
  LeaseLost,
  NotAuthenticated,
  NotFound,
  NotPermitted,
  Refusal,
  StoreIsAway,
  TooManyRequests,
  TwinRuleBroken,
  UndoConflicts,
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

  send(text: string): this {
    this.answered.body = JSON.parse(text) as Record<string, unknown>;
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
      type: `/problems/${code}`,
      title: expect.stringMatching(/^[A-Z][^.]+$/),
      status,
      detail: TEXT,
      instance: '/api/v1/devices/pump-7',
      traceId: 'request-1',
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

describe('a refusal that knows more', () => {
  it('says so beside its text, and cannot take the place of what every problem has', () => {
    const answer = answerTo(new InvalidRequest(TEXT, [{ pointer: '#/name', detail: 'is too long' }]));
    expect(answer.body).toMatchObject({ status: 422, detail: TEXT, errors: [{ pointer: '#/name', detail: 'is too long' }] });
    class Rude extends Refusal {
      readonly code = 'not-found';
      override readonly facts = { status: 200, type: 'canary', traceId: 'canary' };
    }
    expect(answerTo(new Rude(TEXT)).body).toMatchObject({ status: 404, type: '/problems/not-found', traceId: 'request-1' });
  });

  it('leads to the places of a twin that it is about', () => {
    expect(answerTo(new TwinRuleBroken('twin-tag-is-ours', '/tags/lockstep', TEXT))).toMatchObject({ status: 422, body: { type: '/problems/twin-tag-is-ours', pointer: '/tags/lockstep' } });
    const pointers = Array.from({ length: 101 }, (_, n) => `/desired/k${n}`);
    expect(answerTo(new UndoConflicts(TEXT, pointers))).toMatchObject({ status: 409, body: { pointers: pointers.slice(0, 100) } });
  });

  it('tells nothing where it has no page', () => {
    class Unlisted extends Refusal {
      readonly code = 'nobody-listed-this';
      override readonly facts = { told: 'canary' };
    }
    expect(JSON.stringify(answerTo(new Unlisted(TEXT)).body)).not.toContain('canary');
  });

  it('shows the version that there is now', () => {
    expect(answerTo(new IntegrationStale(4))).toMatchObject({ status: 412, headers: { etag: '"4"' }, body: { currentVersion: 4 } });
  });
});

describe('a failure with a name', () => {
  it('is a problem where it has a page', () => expect(answerTo(new KeyMissing(TEXT))).toMatchObject({ status: 503, body: { type: '/problems/key-missing', detail: TEXT } }));
  it.each([
    { error: new HubTurnIsLater(16_001, TEXT), status: 429, after: '17' },
    { error: new BudgetIsAway(TEXT), status: 503, after: '5' },
  ])('says when to try again, as it knows it: $error.code', ({ error, status, after }) => {
    expect(answerTo(error)).toMatchObject({ status, headers: { 'retry-after': after }, body: { type: `/problems/${error.code}` } });
  });

  it('is a bug where it has none', () => expect(answerTo(new LeaseLost(TEXT))).toMatchObject({ status: 500 }));
});

describe('an error of the frame', () => {
  it.each([
    { error: new NotFoundException('Cannot GET /nowhere?token=canary'), status: 404, type: '/problems/not-found' },
    { error: new PayloadTooLargeException(), status: 413, type: '/problems/body-too-large' },
    { error: Object.assign(new Error('Request body is too large'), { statusCode: 413 }), status: 413, type: '/problems/body-too-large' },
    { error: Object.assign(new Error('Unsupported Media Type: canary'), { statusCode: 415 }), status: 415, type: 'about:blank' },
  ])('keeps its status of $status, and its words to itself', ({ error, status, type }) => {
    const answer = answerTo(error);
    expect(answer.body).toMatchObject({ type, status, detail: expect.stringMatching(/^[A-Z].+\.$/) });
    expect(JSON.stringify(answer.body)).not.toContain('canary');
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
    expect(body).toMatchObject({ type: '/problems/internal', detail: 'It is logged under the trace id request-1.' });
    expect(log.lines).toEqual([
      { level: 'error', fields: { traceId: 'request-1', method: 'GET', path: '/api/v1/devices/:deviceId', error }, sentence: 'A request failed for a reason that has no name' },
    ]);
  });
});
