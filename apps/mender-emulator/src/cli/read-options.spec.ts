import { describe, expect, it } from '@jest/globals';
import { OptionsAreWrong, readOptions } from './read-options.js';

describe('the command line', () => {
  it('starts on port 8081 of this machine when it says nothing', () => {
    expect(readOptions([])).toMatchObject({ port: 8081, host: '127.0.0.1' });
  });

  it('is read in full', () => {
    const args = '--port 0 --host ::1 --data fleet --token t0 --webhook-url http://localhost:3000/hook --webhook-secret 0aff'.split(' ');
    expect(readOptions(args)).toEqual({
      port: 0, host: '::1', dataDir: 'fleet', token: 't0', webhook: { url: 'http://localhost:3000/hook', secret: '0aff' },
    });
  });

  it('may ask for help', () => {
    expect(readOptions(['--help'])).toBe('help');
  });

  it.each`
    args                                                      | problem
    ${'--port x'}                                             | ${'--port'}
    ${'--port 70000'}                                         | ${'--port'}
    ${'--webhook-secret 0aff'}                                | ${'--webhook-secret needs --webhook-url'}
    ${'--webhook-url ftp://x'}                                | ${'--webhook-url must be an http or https URL'}
    ${'--webhook-url http://x --webhook-secret zz'}           | ${'--webhook-secret must be hex'}
    ${'--colour red'}                                         | ${'--colour'}
  `('is refused as "$args"', ({ args, problem }) => {
    const reading = (): unknown => readOptions((args as string).split(' '));
    expect(reading).toThrow(OptionsAreWrong);
    expect(reading).toThrow(problem as string);
  });

  it('names every problem at once', () => {
    expect(() => readOptions(['--port', 'x', '--webhook-secret', 'zz'])).toThrow(/--port[^]*--webhook-secret needs[^]*must be hex/);
  });
});
