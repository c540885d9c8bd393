import { describe, expect, it } from '@jest/globals';
import { COMMANDS, help } from './commands.js';
import { UsageError, readCall } from './read-call.js';

describe('a call', () => {
  it('is taken apart', () => {
    const call = readCall(['device', 'pump-7', '--tenant', 'acme', '--after', 'a']);
    expect([call.command, call.subject('the device'), call.tenant, call.option('after'), call.help]).toEqual(['device', 'pump-7', 'acme', 'a', false]);
  });

  it('is of the only tenant there is, unless it names another', () => expect(readCall(['devices']).tenant).toBe('default'));

  it.each([['--help'], ['-h'], ['devices', '--help']])('may ask for help (%s)', (...argv) => expect(readCall(argv).help).toBe(true));

  it('of nothing is no command', () => expect(readCall([]).command).toBe(''));

  it.each([
    { named: 'an option that nobody knows', argv: ['devices', '--verbose'] },
    { named: 'an option without its value', argv: ['token', '--name'] },
    { named: 'a tenant that cannot be', argv: ['devices', '--tenant', '../acme'] },
    { named: 'an empty tenant', argv: ['devices', '--tenant', ''] },
  ])('with $named is refused', ({ argv }) => expect(() => readCall(argv)).toThrow(UsageError));

  it('is refused when it is asked for what is not in it', () => {
    const call = readCall(['token']);
    expect(() => call.option('name')).toThrow('--name is missing.');
    expect(() => call.subject('the device id')).toThrow('Name the device id.');
    expect(call.optional('name')).toBeNull();
  });

  it('takes no secret as an option', () => {
    for (const name of ['secret', 'key', 'password', 'connection-string']) expect(() => readCall(['connect-hub', `--${name}`, 'canary'])).toThrow(UsageError);
  });
});

describe('the help', () => {
  it.each(Object.entries(COMMANDS).map(([command, { usage }]) => ({ command, usage })))('names the command $command, and says how it is called', ({ command, usage }) => {
    expect(usage.split(' ')[0]).toBe(command);
    expect(help()).toContain(usage);
  });
});
