// Real: HTTP, and a server that receives. Nothing is fake.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { startWebhookReceiver, type WebhookReceiver } from '../../../../test/support/webhook-receiver.js';
import { SignedWebhookSender } from './send-webhook.js';

const SECRET = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
const BODY = Buffer.from('{"id":"1","text":"größer"}');

describe('sending a webhook', () => {
  let receiver: WebhookReceiver;
  let other: WebhookReceiver;
  let sender: SignedWebhookSender;

  beforeAll(async () => {
    [receiver, other] = await Promise.all([startWebhookReceiver(), startWebhookReceiver()]);
    sender = new SignedWebhookSender({ reach: 'private', answerMs: 300 });
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = (reply) => void reply.writeHead(200).end('taken');
  });
  afterAll(async () => {
    await sender.close();
    await sender.close();
    await Promise.all([receiver.stop(), other.stop()]);
  });

  const to = (url = receiver.url, secret: Secret | null = new Secret(SECRET)) => ({ id: 'one', url, secret });

  it('carries the bytes, and a signature over them that anybody who knows the secret can check', async () => {
    expect(await sender.send(to(`${receiver.url}?a=b`), BODY)).toEqual({ kind: 'answered', statusCode: 200 });
    const [webhook] = receiver.received;
    expect([webhook?.method, webhook?.path, webhook?.raw.equals(BODY)]).toEqual(['POST', '/hook?a=b', true]);
    expect(webhook?.headers).toMatchObject({
      'content-type': 'application/json',
      'x-men-algorithm': 'MEN-HMAC-SHA256-Payload',
      'x-men-signature': createHmac('sha256', Buffer.from(SECRET, 'hex')).update('{"id":"1","text":"größer"}', 'utf8').digest('hex'),
    });
  });

  it('is not signed where there is no secret', async () => {
    await sender.send(to(receiver.url, null), BODY);
    expect(Object.keys(receiver.received[0]!.headers).filter((name) => name.startsWith('x-men'))).toEqual([]);
  });

  it.each([204, 301, 400, 500])('tells the status %d', async (statusCode) => {
    receiver.answer = (reply) => void reply.writeHead(statusCode, statusCode === 301 ? { location: other.url } : {}).end();
    expect(await sender.send(to(), BODY)).toEqual({ kind: 'answered', statusCode });
    expect(other.received).toEqual([]);
  });

  it('ends when there is no answer in time', async () => {
    receiver.answer = () => undefined;
    expect(await sender.send(to(), BODY)).toEqual({ kind: 'silent', detail: 'The receiver did not answer within 0.3 s.' });
  });

  it('tells of a connection that is cut, and of one that cannot be made', async () => {
    receiver.answer = (reply) => void reply.destroy();
    expect(await sender.send(to(), BODY)).toEqual({ kind: 'silent', detail: expect.stringMatching(/^The receiver cannot be reached \(\w+\)\.$/) });
    expect(await sender.send(to('http://127.0.0.1:1/'), BODY)).toEqual({ kind: 'silent', detail: expect.stringContaining('cannot be reached') });
  });

  it('takes the status of an answer whose rest never comes', async () => {
    receiver.answer = (reply) => void reply.writeHead(200, { 'content-length': '10' }).write('x');
    expect(await sender.send(to(), BODY)).toEqual({ kind: 'answered', statusCode: 200 });
  });

  it.each(['http://127.0.0.1', 'http://localhost', 'http://[::1]', 'http://[::ffff:127.0.0.1]', 'http://2130706433', 'http://169.254.169.254'])('does not dial %s where only public addresses are allowed', async (host) => {
    const careful = new SignedWebhookSender({ reach: 'public', answerMs: 300 });
    const { port } = new URL(receiver.url);
    expect(await careful.send(to(`${host}:${port}/hook`), BODY)).toEqual({ kind: 'silent', detail: expect.stringContaining('reserved address') });
    expect(receiver.received).toEqual([]);
    await careful.close();
  });

  it('does not dial what no receiver may be, whatever is stored', async () => {
    expect(await sender.send(to('ftp://receiver.example'), BODY)).toMatchObject({ kind: 'silent' });
    expect(await sender.send(to('http://169.254.169.254/'), BODY)).toMatchObject({ kind: 'silent', detail: expect.stringContaining('reserved address') });
  });
});
