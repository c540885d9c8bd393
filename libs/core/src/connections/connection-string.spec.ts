import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Secret } from '../secret.js';
import { InvalidConnectionString, deviceConnectionString, readPolicyConnectionString } from './connection-string.js';

const KEY = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=';
const HOST = 'lockstep.azure-devices.net';
const string = ({ host = HOST, name = 'lockstep', key = KEY } = {}): string => `HostName=${host};SharedAccessKeyName=${name};SharedAccessKey=${key}`;

function refused(text: string): InvalidConnectionString {
  try {
    readPolicyConnectionString(text);
  } catch (error) {
    if (error instanceof InvalidConnectionString) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('the connection string of a policy', () => {
  it('is taken apart', () => {
    const { hostName, policyName, key } = readPolicyConnectionString(string());
    expect([hostName, policyName, key.reveal()]).toEqual([HOST, 'lockstep', KEY]);
  });

  it.each<{ named: string; text: string; host?: string; key?: string }>([
    { named: 'in another order', text: `SharedAccessKey=${KEY};HostName=${HOST};SharedAccessKeyName=lockstep` },
    { named: 'with blanks and line breaks around it', text: `  ${string()}\r\n` },
    { named: 'with a host in capitals', text: string({ host: 'LockStep.Azure-Devices.NET' }) },
    { named: 'with a dot behind the host', text: string({ host: `${HOST}.` }) },
    { named: 'with a host in China', text: string({ host: 'lockstep.azure-devices.cn' }), host: 'lockstep.azure-devices.cn' },
    { named: 'with a key of one byte', text: string({ key: 'YQ==' }), key: 'YQ==' },
    { named: 'with a key without padding', text: string({ key: 'YWJj' }), key: 'YWJj' },
    { named: 'with every mark of base64', text: string({ key: 'a+/0' }), key: 'a+/0' },
  ])('may come $named', ({ text, host = HOST, key = KEY }) => {
    const read = readPolicyConnectionString(text);
    expect([read.hostName, read.policyName, read.key.reveal()]).toEqual([host, 'lockstep', key]);
  });

  it('may be 4096 characters long', () => {
    const rest = 4096 - string({ key: '' }).length;
    const text = string({ key: 'A'.repeat(rest - (rest % 4)), name: `lockstep${'-'.repeat(rest % 4)}` });
    expect(text).toHaveLength(4096);
    expect(readPolicyConnectionString(text).key.reveal()).toHaveLength(rest - (rest % 4));
  });

  it.each<{ named: string; text: string; says: RegExp }>([
    { named: 'nothing', text: '', says: /is empty/ },
    { named: 'blanks', text: '   ', says: /list of Name=Value/ },
    { named: 'more than 4096 characters', text: string({ key: 'A'.repeat(4_000), name: 'n'.repeat(40) }), says: /longer than 4096/ },
    { named: 'a semicolon at its end', text: `${string()};`, says: /list of Name=Value/ },
    { named: 'an empty part', text: `HostName=${HOST};;SharedAccessKeyName=a;SharedAccessKey=${KEY}`, says: /list of Name=Value/ },
    { named: 'a part without a name', text: `=${KEY};${string()}`, says: /list of Name=Value/ },
    { named: 'a name of one letter that nobody knows', text: `a=b;${string()}`, says: /Part 1 .* none of/ },
    { named: 'a part without a value', text: string({ name: '' }), says: /has no SharedAccessKeyName/ },
    { named: 'no host', text: `SharedAccessKeyName=a;SharedAccessKey=${KEY}`, says: /has no HostName/ },
    { named: 'no key', text: `HostName=${HOST};SharedAccessKeyName=a`, says: /has no SharedAccessKey\b/ },
    { named: 'a key twice', text: `${string()};SharedAccessKey=${KEY}`, says: /has SharedAccessKey twice/ },
    { named: 'a host twice', text: `HostName=evil.azure-devices.net;${string()}`, says: /has HostName twice/ },
    { named: 'names in small letters', text: `hostname=${HOST};sharedaccesskeyname=a;sharedaccesskey=${KEY}`, says: /Part 1 .* none of/ },
    { named: 'blanks between its parts', text: `HostName=${HOST}; SharedAccessKeyName=a; SharedAccessKey=${KEY}`, says: /Part 2 .* none of/ },
    { named: 'a gateway', text: `${string()};GatewayHostName=evil.example`, says: /Part 4 .* none of/ },
    { named: 'a token', text: `HostName=${HOST};SharedAccessSignature=SharedAccessSignature sr=a&sig=b`, says: /Part 2 .* none of/ },
    { named: 'prototype keys', text: `__proto__=a;${string()}`, says: /Part 1 .* none of/ },
    { named: 'a device', text: `HostName=${HOST};DeviceId=pump-7;SharedAccessKey=${KEY}`, says: /of a device/ },
    { named: 'a module', text: `HostName=${HOST};ModuleId=a;SharedAccessKey=${KEY}`, says: /of a device/ },
    { named: 'an event hub', text: `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=a;SharedAccessKey=${KEY}`, says: /Part 1 .* none of/ },
    { named: 'a name that goes on in the next line', text: string({ name: 'lockstep\r\nX-Evil: 1' }), says: /SharedAccessKeyName .* printable/ },
    { named: 'a NUL in its name', text: string({ name: 'lock\0step' }), says: /SharedAccessKeyName .* printable/ },
    { named: 'a masked key', text: string({ key: 'YWFh...<omitted>' }), says: /masked key/ },
    { named: 'a key in stars', text: string({ key: '*'.repeat(44) }), says: /not base64/ },
    { named: 'a key in URL letters', text: string({ key: 'a-_0' }), says: /not base64/ },
    { named: 'a key that is cut', text: string({ key: KEY.slice(0, -3) }), says: /not base64/ },
    { named: 'a key with padding in the middle', text: string({ key: 'YQ==YQ==' }), says: /not base64/ },
    { named: 'a key with a line break', text: string({ key: `${KEY}\n${KEY}` }), says: /not base64/ },
  ])('is refused with $named', ({ text, says }) => expect(refused(text).message).toMatch(says));

  it.each([
    'localhost',
    `${HOST}:8443`,
    `${HOST}/devices`,
    `${HOST}?a`,
    `${HOST}#a`,
    `user@${HOST}`,
    `user:secret@${HOST}`,
    `https://${HOST}`,
    `${HOST} `,
    ` ${HOST}`,
    `${HOST}\r\nX-Evil: 1`,
    `${HOST}\0.evil.example`,
    'lockstep..azure-devices.net',
    '.azure-devices.net',
    '-lockstep.azure-devices.net',
    'lockstep-.azure-devices.net',
    'lock_step.azure-devices.net',
    'lockstep.azure-devices.net..',
    'ⅼockstep.azure-devices.net',
    'lockstep。azure-devices.net',
    'xn--a.azure-devices.net\u200b',
    `${'a'.repeat(64)}.azure-devices.net`,
    `${'a.'.repeat(130)}net`,
    '[::1]',
    '%6cockstep.azure-devices.net',
  ])('is refused with the host %p', (host) => {
    expect(refused(string({ host })).message).toBe('The HostName of the connection string is not a host name.');
  });

  it('is not quoted by the refusal, wherever the key may stand', () => {
    const half = KEY.slice(0, 20);
    for (const text of [KEY, `${KEY};${string()}`, string().replace('SharedAccessKey=', ''), `${string()};${KEY}`, string({ host: KEY }), string({ key: `${KEY}!` })]) {
      expect(inspect(refused(text))).not.toContain(half);
    }
  });

  it('is either taken whole or refused by name, whatever text comes', () => {
    const parts = fc.constantFrom('HostName=', 'SharedAccessKeyName=', 'SharedAccessKey=', ';', HOST, KEY, '=', 'DeviceId=', ' ', '\0');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.oneof(parts, fc.string()), { maxLength: 12 }).map((list) => list.join(''))), (text) => {
        try {
          const { hostName, policyName } = readPolicyConnectionString(text);
          expect(hostName).toMatch(/^[a-z0-9.-]{1,253}$/);
          expect(policyName).toMatch(/^[!-~]{1,256}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidConnectionString);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('the connection string of a device', () => {
  it('is worded as devices read it, and is a secret', () => {
    const made = deviceConnectionString(HOST, "a-b:c.d'e", new Secret(KEY));
    expect(made.reveal()).toBe(`HostName=${HOST};DeviceId=a-b:c.d'e;SharedAccessKey=${KEY}`);
    expect(String(made)).toBe('[secret]');
  });
});
