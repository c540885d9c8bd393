// 100,000 hostile texts: whatever is sent as a connection string is read or refused by name, quickly, and does not come back in the refusal.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidConnectionString, readPolicyConnectionString } from './connection-string.js';

const RUNS = 100_000;
const CANARY = 'c4n4ryZm9vYmFyYmF6cXV4c2VjcmV0';

const name = fc.constantFrom('HostName', 'SharedAccessKeyName', 'SharedAccessKey', 'hostname', 'GatewayHostName', 'DeviceId', 'ModuleId', 'SharedAccessSignature', '__proto__', 'constructor', '', ' ', CANARY);
const host = fc.constantFrom('hub.azure-devices.net', 'HUB.azure-devices.net.', '169.254.169.254', '2852039166', '0xa9.0xfe.0xa9.0xfe', 'hub.azure-devices.net:443', 'a@b', 'hub\r\nX-Evil: 1', 'xn--hb-xka.azure-devices.net', `${'a'.repeat(64)}.net`, '..', '-a.b', `${CANARY}.azure-devices.net`);
const key = fc.constantFrom(CANARY, `${CANARY}==`, `${CANARY}********`, `${CANARY}${CANARY}`, `=${CANARY}`, `${CANARY};${CANARY}`, `${CANARY}\n`, '');
const value = fc.oneof(host, key, fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('x'.repeat(4_100)));
const divider = fc.constantFrom(';', ';;', ' ; ', '\n', ',', '');
const parts = fc.array(fc.tuple(name, fc.constantFrom('=', '', '==', ' = '), value, divider).map((part) => part.join('')), { maxLength: 6 }).map((list) => list.join(''));
const almost = fc.tuple(host, fc.constantFrom('iothubowner', CANARY, 'a b', ''), key).map(([hostName, policy, secret]) => `HostName=${hostName};SharedAccessKeyName=${policy};SharedAccessKey=${secret}`);
const hostile = fc.oneof({ weight: 3, arbitrary: parts }, { weight: 3, arbitrary: almost }, fc.string({ unit: 'binary', maxLength: 300 }));

function refusalOf(text: string): string | null {
  try {
    readPolicyConnectionString(text);
    return null;
  } catch (error) {
    if (!(error instanceof InvalidConnectionString)) throw error;
    return `${error.message} ${String(error.cause)} ${JSON.stringify(error)}`;
  }
}

describe('a hostile connection string', () => {
  it(`is read or refused by name, and does not come back, ${RUNS} times`, () => {
    let read = 0;
    fc.assert(
      fc.property(hostile, (text) => {
        const refusal = refusalOf(text);
        if (refusal === null) read += 1;
        return refusal === null || !refusal.includes(CANARY);
      }),
      { numRuns: RUNS },
    );
    // Some are good, or nothing of this would have reached the last checks; most are not.
    expect(read).toBeGreaterThan(RUNS / 1_000);
    expect(read).toBeLessThan(RUNS / 2);
  }, 240_000);

  const LARGE = 100 * 1024;

  it.each([
    ['one letter', 'a'.repeat(LARGE)],
    ['dividers', ';'.repeat(LARGE)],
    ['equals signs', '='.repeat(LARGE)],
    ['parts', 'HostName=a;'.repeat(LARGE / 11)],
    ['a host of labels', `HostName=${'a.'.repeat(LARGE / 2)};SharedAccessKeyName=a;SharedAccessKey=YQ==`],
    ['a key without end', `HostName=a.b;SharedAccessKeyName=a;SharedAccessKey=${'A'.repeat(LARGE)}`],
    ['spaces', ' '.repeat(LARGE)],
    ['surrogates', '\ud800'.repeat(LARGE)],
    // The longest that is looked into at all.
    ['4,096 characters of labels', `HostName=${'a-'.repeat(2_000)}`],
    ['4,096 characters of base64', `HostName=a.b;SharedAccessKeyName=a;SharedAccessKey=${'A'.repeat(4_040)}=A`],
  ])('of 100 KB is refused within 10 ms: %s', (_, text) => {
    const times = Array.from({ length: 9 }, () => {
      const began = performance.now();
      expect(refusalOf(text)).not.toBeNull();
      return performance.now() - began;
    });
    // The quickest of nine: a pause of the machine is not the reader's.
    expect(Math.min(...times)).toBeLessThan(10);
  });
});
