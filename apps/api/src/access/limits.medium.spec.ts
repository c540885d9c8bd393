// Real: the API over HTTP and PostgreSQL. Addresses are those that a proxy in front would name.
import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret } from '#core';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';

const CSRF = { 'x-lockstep-csrf': '1' };

describe('limits', () => {
  let under: ApiUnderTest;

  beforeAll(async () => {
    under = await startApiUnderTest({ LOCKSTEP_RATE_LIMIT: '5', LOCKSTEP_SIGN_IN_LIMIT: '3', LOCKSTEP_TRUST_PROXY: '1' });
  }, 240_000);
  afterAll(() => under.stop());

  const from = (address: string) => ({ 'x-forwarded-for': `6.6.6.6, ${address}` });

  it('tell a caller what is left, and stop it alone', async () => {
    const [one, other] = [await under.token('viewer'), await under.token('viewer')];
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push(await under.call('GET', '/api/v1/me', { token: one, headers: from('192.0.2.1') }));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers[0]!.headers.get('ratelimit')).toMatch(/^"requests";r=4;t=\d+$/);
    expect(answers[0]!.headers.get('ratelimit-policy')).toBe('"requests";q=5;w=60');
    expect(Number(answers[5]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answers[5]!.headers.get('content-type')).toContain('application/problem+json');
    expect(await answers[5]!.json()).toMatchObject({ status: 429, type: expect.stringContaining('too-many-requests') });
    expect((await under.call('GET', '/api/v1/me', { token: other, headers: from('192.0.2.1') })).status).toBe(200);
  });

  it('stop an address that guesses, by header and by form, and let in whoever holds a token there', async () => {
    const guess = (n: number) => under.call('GET', '/api/v1/me', { token: `lst_guess-${n}`, headers: from('192.0.2.2') });
    expect([(await guess(1)).status, (await guess(2)).status]).toEqual([401, 401]);
    const form = () => under.call('POST', '/api/v1/session', { body: { token: 'lst_guess' }, headers: { ...CSRF, ...from('192.0.2.2') } });
    expect([(await form()).status, (await form()).status, (await guess(3)).status]).toEqual([401, 429, 429]);
    expect((await under.call('GET', '/api/v1/me', { token: await under.token('viewer'), headers: from('192.0.2.2') })).status).toBe(200);
    expect((await under.call('GET', '/api/v1/me', { token: 'lst_guess', headers: from('192.0.2.3') })).status).toBe(401);
  });

  it('never stop those who watch the process', async () => {
    for (let n = 0; n < 8; n++) expect((await under.call('GET', '/livez', { headers: from('192.0.2.4') })).status).toBe(200);
  });

  it('stop whoever sends webhooks without a good signature, and never a good one, also not from the same network', async () => {
    const key = randomBytes(32);
    const { id } = await under.store.connections.addEventSource('default', 'mender', new Secret(key.toString('hex')));
    const send = (path: string, address: string, signature: string, n = 0) => {
      const body = JSON.stringify({ id: `event-${n}`, type: 'device-provisioned', time: '2026-03-01T12:00:00Z', data: { id: 'pump-7' } });
      const signed = signature === 'good' ? createHmac('sha256', key).update(body).digest('hex') : signature;
      return under.call('POST', path, { body, headers: { ...from(address), 'x-men-signature': signed } });
    };
    const bad = [];
    for (let n = 0; n < 5; n++) bad.push(await send(`/webhooks/${id}`, '192.0.2.5', '00'));
    expect(bad.map(({ status }) => status)).toEqual([401, 401, 401, 429, 429]);
    expect(Number(bad[4]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await bad[4]!.json()).toMatchObject({ type: '/problems/too-many-requests', detail: expect.stringContaining('webhooks without a good signature') });
    for (let n = 0; n < 8; n++) expect((await send(`/webhooks/${id}`, '192.0.2.5', 'good', n)).status).toBe(202);
    expect((await send(`/webhooks/${id}`, '198.51.100.5', '00')).status).toBe(401);
    expect((await send('/webhooks/another', '192.0.2.5', '00')).status).toBe(401);
  });

  it('refuse a body above 1 MiB as a problem, and one byte less only for what it says', async () => {
    const admin = await under.token('admin');
    const answer = await under.call('POST', '/api/v1/access/tokens', { token: admin, body: 'x'.repeat(1024 * 1024 + 1) });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, expect.stringContaining('application/problem+json')]);
    expect((await under.call('POST', '/api/v1/access/tokens', { token: admin, body: 'x'.repeat(1024 * 1024) })).status).toBe(400);
  });
});
