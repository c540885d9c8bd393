import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Secret } from '#core';
import { PinoLog, openLogger } from './pino-log.js';

/** Runs with standard output caught, and answers with the lines that came. */
function caught(run: () => void): string {
  const write = process.stdout.write.bind(process.stdout);
  let text = '';
  process.stdout.write = ((chunk: string) => {
    text += chunk;
    return true;
  }) as typeof process.stdout.write;
  try {
    run();
  } finally {
    process.stdout.write = write;
  }
  return text;
}

const linesOf = (text: string): Record<string, unknown>[] => text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('writes one line of JSON an entry, with app, time and sentence', () => {
    const [line] = linesOf(caught(() => new PinoLog(openLogger('info', 'worker')).info({ deviceId: 'pump-7' }, 'It was done')));
    expect(line).toMatchObject({ app: 'worker', deviceId: 'pump-7', msg: 'It was done', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it.each([
    { named: 'a policy key', text: 'SharedAccessKey=q83vEjRWeJCrze8S', leaks: 'q83vEj' },
    { named: 'a token of a hub', text: 'SharedAccessSignature sr=a&sig=abc%2Bdef&se=1', leaks: 'abc%2Bdef' },
    { named: 'a bearer token', text: 'Authorization: Bearer eyJhbGciOi.J9', leaks: 'eyJhbGciOi' },
    { named: 'a token of ours', text: 'lst_Zm9vYmFyZm9v', leaks: 'Zm9vYmFy' },
    { named: 'the password in an address', text: 'postgresql://lockstep:Zm9vYmFy-9@db:5432/lockstep', leaks: 'Zm9vYmFy' },
    { named: 'a webhook secret', text: 'whsec_Zm9vYmFyZm9v', leaks: 'Zm9vYmFy' },
  ])('cuts out $named wherever it stands', ({ text, leaks }) => {
    const written = caught(() => {
      const log = new PinoLog(openLogger('debug', 'api'));
      log.error({ error: new Error(text), deep: { list: [text] } }, text);
      log.debug(text);
    });
    expect(written).toContain('[secret]');
    expect(written).not.toContain(leaks);
  });

  it('shows a secret as [secret], and no sign-in of a request', () => {
    const written = caught(() => {
      const logger = openLogger('info', 'api');
      new PinoLog(logger).info({ key: new Secret('canary') }, 'A secret');
      logger.info({ req: { headers: { authorization: 'Basic canary', cookie: 'session=canary' } } }, 'A request');
    });
    expect(written).toContain('[secret]');
    expect(written).not.toContain('canary');
  });

  it('keeps silent about what lies under its level', () => {
    expect(caught(() => new PinoLog(openLogger('warn', 'api')).info({}, 'Unheard'))).toBe('');
  });

  it('takes what Nest says in its own way', () => {
    const stream = new PassThrough();
    const log = new PinoLog(pino({ level: 'debug' }, stream));
    log.log('Module started');
    log.warn('Odd', 'Context');
    log.error('Wrong', 'Stack');
    const lines = linesOf(String(stream.read()));
    expect(lines.map(({ level, msg, detail }) => [level, msg, detail])).toEqual([
      [20, 'Module started', undefined],
      [40, 'Odd', 'Context'],
      [50, 'Wrong', 'Stack'],
    ]);
  });
});
