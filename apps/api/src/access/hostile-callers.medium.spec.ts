// Real: the API over TCP, PostgreSQL, an OpenID provider. What is sent is hostile in 100,000 ways, from one seed.
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApiUnderTest, type ApiUnderTest } from '../../../../test/support/api.js';
import { AUDIENCE, startOidcProvider, type TestOidcProvider } from '../../../../test/support/oidc-provider.js';

const REQUESTS = 100_000;
const LANES = 8;
const PER_CONNECTION = 250;
const SEED = 20_261_121;

/** Mulberry32: the same numbers from the same seed. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Pick = <T>(options: readonly T[]) => T;

const encode = (text: string): string => Buffer.from(text).toString('base64url');

/** Latin-1 text that Node's parser lets through: what it does not never reaches us. */
const noise = (random: () => number, most: number): string =>
  Array.from({ length: Math.floor(random() * most) }, () => String.fromCharCode(32 + Math.floor(random() * 224)).replace('\x7f', '\t')).join('');

function token(random: () => number, pick: Pick, issuer: string, real: readonly string[]): string {
  const alg = pick(['none', 'None', 'HS256', 'RS256', 'RS999', 'dir', '', 'EdDSA']);
  const header = pick([
    () => JSON.stringify({ alg, kid: pick(['key-1', '../../key', 'x'.repeat(2_000), '\u0000', "' OR 1=1"]), jku: 'http://127.0.0.1:9', crit: pick([undefined, ['exp'], 7]) }),
    () => `{"alg":"${alg}","alg":"none","__proto__":{"a":1}}`,
    () => noise(random, 60),
    () => 'null',
    () => '[]',
    () => '{'.repeat(300),
  ])();
  const payload = pick([
    () => JSON.stringify({ iss: pick([issuer, 'mender.useradm', 7, null]), aud: pick([AUDIENCE, [], {}, 7]), sub: pick(['alice', '', 7, { toString: 1 }, 'a\u0000']), exp: pick([1, 1e300, -1, 'x', null, 4e9]), nbf: pick([0, 1e18, 'x', undefined]) }),
    () => noise(random, 200),
    () => '"text"',
    () => '['.repeat(2_000),
  ])();
  const genuine = pick(real);
  return pick([
    () => noise(random, 300),
    () => `lst_${encode(noise(random, 64))}`,
    () => `${encode(header)}.${encode(payload)}.${encode(noise(random, 80))}`,
    () => `${encode(header)}.${encode(payload)}.`,
    () => `${header}.${payload}.x`.replace(/[\r\n]/g, ''),
    () => '.'.repeat(Math.floor(random() * 12)),
    () => {
      const at = Math.floor(random() * genuine.length);
      return genuine.slice(0, at) + pick(['', 'A', '.', '=', '\u00ff']) + genuine.slice(at + 1);
    },
    () => [genuine.split('.')[0], encode(payload), genuine.split('.')[2]].join('.'),
    () => 'a'.repeat(Math.floor(random() * 14_000)),
  ])();
}

function request(random: () => number, pick: Pick, tokenText: string): string {
  const name = pick(['authorization', 'Authorization', 'AUTHORIZATION']);
  const scheme = pick(['Bearer ', 'bearer ', 'Bearer  ', 'Basic ', 'Bearer\t', '', 'DPoP ']);
  const line = pick(['GET /api/v1/me', 'GET /api/v1/devices', 'POST /api/v1/access/tokens', 'DELETE /api/v1/session', 'GET /api/v1/devices/%00', 'GET /api/v1/devices/%zz', `GET /api/v1/devices/${encodeURIComponent(noise(random, 40))}`, 'PUT /api/v1/access/groups/a/devices/b', 'GET /api/v1/session/callback?state=a&state=b&code=%ff', `GET /api/v1/session/sign-in?returnTo=${encodeURIComponent(noise(random, 30))}`]);
  const cookie = pick(['', '', `cookie: __Host-lockstep-session=${noise(random, 60)}\r\n`, `cookie: lockstep-session=${'s'.repeat(43)}; lockstep-sign-in=${encode(noise(random, 80))}\r\n`, `cookie: ${noise(random, 120)}\r\n`]);
  const odd = pick(['', '', `${name}: Bearer x\r\n`, `x-forwarded-for: ${noise(random, 60)}\r\n`, 'sec-fetch-site: cross-site\r\n', 'x-lockstep-csrf: 1\r\n', `origin: ${noise(random, 30)}\r\n`, `content-type: ${noise(random, 30)}\r\n`]);
  return `${line} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n${cookie}${odd}${name}: ${scheme}${tokenText}\r\n\r\n`;
}

/** Sends some requests over one connection and counts the statuses. A request that the parser cuts off ends the connection, and another takes the rest. */
async function exchange(port: number, requests: readonly string[], seen: Map<number, number>): Promise<void> {
  for (let sent = 0; sent < requests.length; ) {
    const answered = await onOneConnection(port, requests.slice(sent), seen);
    if (answered === 0) throw new Error(`No answer to ${JSON.stringify(requests[sent]!.slice(0, 400))}`);
    sent += answered;
  }
}

function onOneConnection(port: number, requests: readonly string[], seen: Map<number, number>): Promise<number> {
  return new Promise((done) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let answered = 0;
    let rest = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => {
      rest += part;
      const lines = rest.split(/(?=HTTP\/1\.1 \d{3} )/);
      rest = lines.pop() ?? '';
      for (const line of lines) count(line);
      // The last one may be whole as well: then it has its status line.
      const status = /^HTTP\/1\.1 \d{3} .*\r\n/.test(rest) && answered + 1 === requests.length;
      if (status) {
        count(rest);
        rest = '';
        socket.destroy();
      }
    });
    const count = (answer: string): void => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
      if (status === 0) return;
      answered++;
      seen.set(status, (seen.get(status) ?? 0) + 1);
    };
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (rest) count(rest);
      done(answered);
    });
    socket.write(requests.join(''), 'latin1');
  });
}

describe('hostile callers', () => {
  let under: ApiUnderTest;
  let provider: TestOidcProvider;

  beforeAll(async () => {
    provider = await startOidcProvider();
    under = await startApiUnderTest({ LOCKSTEP_SIGN_IN_LIMIT: '10000000', LOCKSTEP_RATE_LIMIT: '10000000', LOCKSTEP_TRUST_PROXY: '1', OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: AUDIENCE });
  }, 240_000);
  afterAll(async () => {
    await under.stop();
    await provider.stop();
  });

  it(`are answered ${REQUESTS} times without a 500, a crash or a door that opens, and whoever has a token is served beside them`, async () => {
    const real = [await provider.token(), await provider.token({ exp: 1 }), await under.token('viewer')];
    const port = Number(new URL(under.api.address).port);
    const seen = new Map<number, number>();
    const lane = async (number: number): Promise<void> => {
      const random = chance(SEED + number);
      const pick: Pick = (options) => options[Math.floor(random() * options.length)]!;
      for (let left = REQUESTS / LANES; left > 0; left -= PER_CONNECTION) {
        const requests = Array.from({ length: Math.min(PER_CONNECTION, left) }, () => request(random, pick, token(random, pick, provider.issuer, real)));
        await exchange(port, requests, seen);
        expect((await under.call('GET', '/api/v1/me', { token: real[2]! })).status).toBe(200);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));

    const statuses = Object.fromEntries([...seen].sort());
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
    expect(Object.keys(statuses).filter((status) => Number(status) >= 500)).toEqual([]);
    // What was altered by one character may be what it was before, or in a part that nobody looks at.
    expect((statuses[200] ?? 0) / REQUESTS).toBeLessThan(0.01);
    expect(statuses[401]).toBeGreaterThan(REQUESTS / 3);
    expect(provider.keyFetches).toBeLessThan(20);
  }, 600_000);

  it.each(['\0', '\x01', '\n', '\r', '\x7f', '\r\nx: y\r\n\r\nGET /api/v1/me HTTP/1.1'])('that send %j in a header are answered without a 500', async (odd) => {
    const seen = new Map<number, number>();
    const port = Number(new URL(under.api.address).port);
    await onOneConnection(port, [`GET /api/v1/me HTTP/1.1\r\nhost: a\r\nconnection: close\r\nauthorization: Bearer a${odd}b\r\n\r\n`], seen);
    expect([...seen.keys()].map((status) => [400, 401].includes(status))).toEqual([true]);
  });

  it('that send 20 KB of headers are turned away', async () => {
    const seen = new Map<number, number>();
    await onOneConnection(Number(new URL(under.api.address).port), [`GET /api/v1/me HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${'a'.repeat(20_000)}\r\n\r\n`], seen);
    expect([...seen.keys()]).toEqual([431]);
  });
});
