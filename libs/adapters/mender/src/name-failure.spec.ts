import { describe, expect, it } from '@jest/globals';
import { failureOfSilence, failureOfStatus, failureOfUnknownStatus, type Asked } from './name-failure.js';

const NOW = new Date('2026-03-01T10:00:00Z');
const WHATS = ['look', 'read-configuration', 'write-configuration', 'deploy-configuration'] as const;

const asked = (what: Asked['what']): Asked => ({ what, deviceId: 'd-1', host: 'mender.example:8443' });

describe('the failure behind a status', () => {
  it.each<{ status: number; look: string; read: string; write: string; deploy: string }>`
    status | look                           | read                           | write                            | deploy
    ${200} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${301} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${400} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetRefusesConfiguration'}   | ${'FleetIsAway'}
    ${401} | ${'FleetRefusesCredentials'}   | ${'FleetRefusesCredentials'}   | ${'FleetRefusesCredentials'}     | ${'FleetRefusesCredentials'}
    ${403} | ${'FleetRefusesCredentials'}   | ${'FleetRefusesCredentials'}   | ${'FleetRefusesCredentials'}     | ${'FleetRefusesCredentials'}
    ${404} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${405} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${408} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${413} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetRefusesConfiguration'}   | ${'FleetIsAway'}
    ${422} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetRefusesConfiguration'}   | ${'FleetIsAway'}
    ${429} | ${'FleetIsBusy'}               | ${'FleetIsBusy'}               | ${'FleetIsBusy'}                 | ${'FleetIsBusy'}
    ${500} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${502} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
    ${503} | ${'FleetIsAway'}               | ${'FleetIsAway'}               | ${'FleetIsAway'}                 | ${'FleetIsAway'}
  `('$status is $look, $read, $write or $deploy', ({ status, look, read, write, deploy }) => {
    const names = WHATS.map((what) => failureOfStatus(asked(what), { status, retryAfter: undefined }, NOW).name);
    expect(names).toEqual([look, read, write, deploy]);
  });

  it.each([
    { status: 302, forAll: 'Mender at mender.example:8443 answers with a redirect (302). Put the final URL into the fleet connection.' },
    { status: 500, forAll: 'Mender at mender.example:8443 answers 500.' },
    { status: 503, forAll: 'Mender at mender.example:8443 answers 503.' },
    { status: 404, forAll: null },
    { status: 400, forAll: null },
  ])('is $forAll for all devices alike when it is $status', ({ status, forAll }) => {
    expect(failureOfStatus(asked('look'), { status, retryAfter: undefined }, NOW)).toMatchObject({ forAll });
  });

  it('is for all devices alike when no answer came, and not when the status of one is unknown', () => {
    expect(failureOfSilence(asked('look'), Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toMatchObject({ forAll: 'Mender at mender.example:8443 does not answer (ECONNREFUSED).' });
    expect(failureOfUnknownStatus(asked('look'), 'lost')).toMatchObject({ forAll: null });
  });

  it('waits as long as a busy fleet asks for', () => {
    const failure = failureOfStatus(asked('look'), { status: 429, retryAfter: '7' }, NOW);
    expect(failure.retry).toEqual({ kind: 'after', ms: 7_000 });
    expect(failure.message).toContain('7 s');
  });

  it.each([301, 400, 401, 404, 422, 429, 500])('names the device and the server for %d, and says what happens next', (status) => {
    for (const what of WHATS) {
      const { message } = failureOfStatus(asked(what), { status, retryAfter: undefined }, NOW);
      expect(message).toContain('device d-1');
      expect(message).toContain('mender.example:8443');
      expect(message).toContain(String(status));
      expect(message).toMatch(/tried again|asked again|Put in|put the final URL|Check the URL|Correct it/);
    }
  });

  it('quotes a status of Mender that is not known, cut short', () => {
    const { name, message } = failureOfUnknownStatus(asked('look'), `napping${'z'.repeat(500)}`);
    expect(name).toBe('FleetIsAway');
    expect(message).toContain('"nappingzzz');
    expect(message.length).toBeLessThan(250);
  });
});

describe('the failure behind a silence', () => {
  it('keeps of a foreign error its name, code and message, and nothing that hangs on it', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
      code: 'ECONNREFUSED',
      request: { headers: { authorization: 'Bearer very-secret' } },
    });
    const failure = failureOfSilence(asked('look'), error);
    expect(failure.name).toBe('FleetIsAway');
    expect(failure.message).toContain('(ECONNREFUSED)');
    expect(failure.cause).toEqual({ name: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' });
  });

  it('names the first of the addresses that were tried', () => {
    const tried = ['connect ECONNREFUSED ::1:1', 'connect ECONNREFUSED 127.0.0.1:1'].map((text) => Object.assign(new Error(text), { code: 'ECONNREFUSED' }));
    expect(failureOfSilence(asked('look'), new AggregateError(tried)).cause).toMatchObject({ message: 'connect ECONNREFUSED ::1:1' });
  });

  it('stands when what was thrown is no error', () => {
    expect(failureOfSilence(asked('look'), 'very-secret').cause).toMatchObject({ message: 'something that is no error was thrown' });
  });
});
