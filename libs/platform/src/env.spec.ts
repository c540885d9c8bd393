import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { InvalidEnvironment, identityProvidersOf, queueBackendOf, rateLimitsOf, readEnv, sessionTermsOf, storeOf } from './env.js';
import { simulationOf } from './hub-settings.js';

const KEY = Buffer.alloc(32, 7).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 8).toString('base64');

/** The least that a start needs; a test names what is odd. */
const source = (odd: Record<string, string | undefined> = {}): Record<string, string | undefined> => ({
  DATABASE_URL: 'postgresql://lockstep@127.0.0.1/lockstep',
  LOCKSTEP_MASTER_KEYS: `k1:${KEY}`,
  ...odd,
});

function refused(odd: Record<string, string | undefined>): string {
  try {
    readEnv(source(odd));
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.message;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('the environment', () => {
  it('needs two settings, and has a default for the others', () => {
    const { LOCKSTEP_MASTER_KEYS: keys, ...rest } = readEnv(source());
    expect(rest).toEqual({
      PORT: 3000,
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://lockstep@127.0.0.1/lockstep',
      DATABASE_CONNECTIONS: 10,
      LOCKSTEP_HUB_HOSTS: ['*.azure-devices.net', '*.azure-devices.us', '*.azure-devices.cn'],
      LOCKSTEP_HUB_TIMEOUT_MS: 75_000,
      LOCKSTEP_CONCURRENCY: 200,
      LOCKSTEP_HUB_BULK_COST: 'per-device',
      LOCKSTEP_LEAVE_MS: 3_000,
      LOCKSTEP_LEASE_MS: 10_000,
      LOCKSTEP_SWEEP_INTERVAL_MS: 900_000,
      LOCKSTEP_INSPECT_MS: 86_400_000,
      LOCKSTEP_CORS_ORIGINS: [],
      LOCKSTEP_RATE_LIMIT: 12_000,
      LOCKSTEP_SIGN_IN_LIMIT: 20,
      LOCKSTEP_SESSION_IDLE_MINUTES: 60,
      LOCKSTEP_SESSION_HOURS: 12,
      OIDC_ALGORITHMS: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      OIDC_TENANT: 'default',
      LOCKSTEP_MENDER_API: 'off',
      LOCKSTEP_MENDER_INTERNAL_HOST: '127.0.0.1',
      LOCKSTEP_RECEIVERS: 'public',
      LOG_LEVEL: 'info',
    });
    expect(keys.map(({ id }) => id)).toEqual(['k1']);
    expect(Buffer.from(keys[0].key.reveal()).toString('base64')).toBe(KEY);
  });

  it('takes an empty setting for one that is not there', () => {
    expect(readEnv(source({ PORT: '', REDIS_URL: '', LOCKSTEP_HUB_GATEWAY: '', LOG_LEVEL: '' }))).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info' });
  });

  it('says everything that is wrong at once, each in a line of its own', () => {
    const odd = { DATABASE_URL: 'mysql://a', LOCKSTEP_MASTER_KEYS: undefined, PORT: '70000', REDIS_URL: 'http://a', LOCKSTEP_HUB_GATEWAY: 'a', LOG_LEVEL: 'loud' };
    const [first, ...lines] = refused(odd).split('\n');
    expect(first).toBe('Cannot start:');
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'REDIS_URL',
      'LOCKSTEP_MASTER_KEYS',
      'LOCKSTEP_HUB_GATEWAY',
      'LOG_LEVEL',
    ]);
  });

  it('says how a missing key is made', () => {
    const command = /node -p "(.*)"$/m.exec(refused({ LOCKSTEP_MASTER_KEYS: undefined }))?.[1];
    expect(command).toContain("randomBytes(32).toString('base64')");
  });

  it.each<{ named: string; setting: string; values: string[] }>([
    { named: 'a port', setting: 'PORT', values: ['-1', '65536', '1.5', 'http'] },
    { named: 'a database', setting: 'DATABASE_URL', values: ['lockstep', 'mysql://a/b', 'redis://a'] },
    { named: 'a number of connections', setting: 'DATABASE_CONNECTIONS', values: ['1', '201', 'many'] },
    { named: 'a Redis', setting: 'REDIS_URL', values: ['localhost:6379', 'http://a', 'postgresql://a'] },
    { named: 'a gateway', setting: 'LOCKSTEP_HUB_GATEWAY', values: ['a', 'a:', ':1', 'a:65536', 'a b:1', 'https://a:1', '::1:8443'] },
    { named: 'a timeout', setting: 'LOCKSTEP_HUB_TIMEOUT_MS', values: ['999', '300001', '10s'] },
    { named: 'a number of passes', setting: 'LOCKSTEP_CONCURRENCY', values: ['0', '1001', '1.5'] },
    { named: 'an interval of sweeps', setting: 'LOCKSTEP_SWEEP_INTERVAL_MS', values: ['999', '86400001'] },
    { named: 'an interval of looks at configurations', setting: 'LOCKSTEP_INSPECT_MS', values: ['-1', '2592000001', 'daily'] },
    { named: 'a lease', setting: 'LOCKSTEP_LEASE_MS', values: ['499', '300001'] },
    { named: 'a public address', setting: 'LOCKSTEP_PUBLIC_URL', values: ['lockstep.example', 'http://lockstep.example', 'https://a.example/path', 'https://u:p@a.example', 'javascript:alert(1)'] },
    { named: 'proxies', setting: 'LOCKSTEP_TRUST_PROXY', values: ['true', '-1', 'proxy.example', ',', '10.0.0.0/8 10.1.0.0/16'] },
    { named: 'origins', setting: 'LOCKSTEP_CORS_ORIGINS', values: ['*', 'null', 'a.example', 'https://a.example/', 'https://a.example/path', 'file:///a'] },
    { named: 'a rate', setting: 'LOCKSTEP_RATE_LIMIT', values: ['0', '1.5', 'many'] },
    { named: 'a rate of failures', setting: 'LOCKSTEP_SIGN_IN_LIMIT', values: ['0', '-1'] },
    { named: 'an idle time', setting: 'LOCKSTEP_SESSION_IDLE_MINUTES', values: ['0', '10081'] },
    { named: 'a length of sessions', setting: 'LOCKSTEP_SESSION_HOURS', values: ['0', '721'] },
    { named: 'algorithms', setting: 'OIDC_ALGORITHMS', values: ['none', 'HS256', 'RS256,HS256', 'rs256', ','] },
    { named: 'a tenant', setting: 'OIDC_TENANT', values: ['../a', 'a b'] },
    { named: 'a Mender server', setting: 'MENDER_TOKEN_URL', values: ['http://mender.example', 'mender.example', 'https://mender.example/?a=b'] },
    { named: 'a log level', setting: 'LOG_LEVEL', values: ['INFO', 'trace', 'loud'] },
  ])('takes nothing else for $named', ({ setting, values }) => {
    for (const value of values) expect([value, refused({ [setting]: value })]).toEqual([value, expect.stringMatching(new RegExp(`^Cannot start:\n  ${setting} .+$`))]);
  });

  it.each<{ value: string; gateway: { host: string; port: number } }>([
    { value: '127.0.0.1:8443', gateway: { host: '127.0.0.1', port: 8443 } },
    { value: 'hub-emulator:443', gateway: { host: 'hub-emulator', port: 443 } },
    { value: 'a:65535', gateway: { host: 'a', port: 65_535 } },
    { value: '[::1]:8443', gateway: { host: '::1', port: 8443 } },
  ])('takes $value for a gateway', ({ value, gateway }) => {
    expect(readEnv(source({ LOCKSTEP_HUB_GATEWAY: value })).LOCKSTEP_HUB_GATEWAY).toEqual(gateway);
  });

  it('takes a list of hosts, and skips what is empty in it', () => {
    expect(readEnv(source({ LOCKSTEP_HUB_HOSTS: ' a.azure-devices.net , ,b.example ' })).LOCKSTEP_HUB_HOSTS).toEqual(['a.azure-devices.net', 'b.example']);
  });
});

describe('the identity provider', () => {
  const OIDC = { OIDC_ISSUER: 'https://id.example/', OIDC_AUDIENCE: 'api://lockstep, other' };

  it('is taken as it names itself, with whom its tokens are for', () => {
    expect(identityProvidersOf(readEnv(source(OIDC)))).toEqual({
      oidc: { issuer: 'https://id.example/', audience: ['api://lockstep', 'other'], algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'], authorizedParties: [], tenantId: 'default' },
      browser: null,
      mender: { keyFile: null, url: null },
    });
    expect(identityProvidersOf(readEnv(source())).oidc).toBeNull();
  });

  it('signs browsers in with a client and an address to come back to', () => {
    const env = readEnv(source({ ...OIDC, OIDC_CLIENT_ID: 'ui', OIDC_CLIENT_SECRET: 'canary', LOCKSTEP_PUBLIC_URL: 'https://lockstep.example/' }));
    expect(identityProvidersOf(env).browser).toMatchObject({ clientId: 'ui', publicUrl: 'https://lockstep.example' });
    expect(inspect(env, { depth: 9 }) + JSON.stringify(env)).not.toContain('canary');
  });

  it.each<{ named: string; odd: Record<string, string>; missing: string }>([
    { named: 'an issuer without an audience', odd: { OIDC_ISSUER: 'https://id.example' }, missing: 'OIDC_AUDIENCE' },
    { named: 'an issuer with an empty audience', odd: { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: ' , ' }, missing: 'OIDC_AUDIENCE' },
    { named: 'a client without an issuer', odd: { OIDC_CLIENT_ID: 'ui', LOCKSTEP_PUBLIC_URL: 'https://a.example' }, missing: 'OIDC_ISSUER' },
    { named: 'a client without an address', odd: { ...OIDC, OIDC_CLIENT_ID: 'ui' }, missing: 'LOCKSTEP_PUBLIC_URL' },
  ])('is refused as $named', ({ odd, missing }) => expect(refused(odd)).toMatch(new RegExp(`^Cannot start:\n  ${missing} is missing: .+$`)));

  it.each(['http://id.example', 'id.example', 'https://id.example?a=b', 'https://u:p@id.example'])('is not at %s', (OIDC_ISSUER) => {
    expect(refused({ ...OIDC, OIDC_ISSUER })).toMatch(/OIDC_ISSUER must be an https/);
  });
});

describe('a simulated fleet', () => {
  it('is nowhere, until it is said where its emulators are', () => {
    expect(simulationOf(readEnv(source({ LOCKSTEP_HUB_GATEWAY: '127.0.0.1:8443' })))).toBeNull();
    const env = readEnv(source({ LOCKSTEP_HUB_GATEWAY: '127.0.0.1:8443', LOCKSTEP_SIMULATION: 'http://127.0.0.1:8081/' }));
    expect(simulationOf(env)).toEqual({ mender: 'http://127.0.0.1:8081', hub: 'https://127.0.0.1:8443', hubCaPem: null });
  });

  it.each(['https://127.0.0.1:8081', 'http://mender.example', 'http://10.0.0.1:8081', 'http://127.0.0.1:8081/api', '127.0.0.1:8081'])('is not at %s', (LOCKSTEP_SIMULATION) => {
    expect(refused({ LOCKSTEP_SIMULATION, LOCKSTEP_HUB_GATEWAY: '127.0.0.1:8443' })).toBe('Cannot start:\n  LOCKSTEP_SIMULATION must be an http:// address of this machine, without a path');
  });

  it('has an emulated hub, never a real one', () => {
    expect(refused({ LOCKSTEP_SIMULATION: 'http://127.0.0.1:8081' })).toBe('Cannot start:\n  LOCKSTEP_HUB_GATEWAY is missing: the hub of a simulation is an emulator');
  });
});

describe('the proxies in front of us', () => {
  it.each<[string, number | string[]]>([['2', 2], ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']]])('may be %s', (text, proxies) => {
    expect(readEnv(source({ LOCKSTEP_TRUST_PROXY: text })).LOCKSTEP_TRUST_PROXY).toEqual(proxies);
  });
});

describe('the master keys', () => {
  it('are a list, of which the first seals', () => {
    const { LOCKSTEP_MASTER_KEYS: keys } = readEnv(source({ LOCKSTEP_MASTER_KEYS: `k2:${OTHER_KEY}, k1:${KEY}` }));
    expect(keys.map(({ id }) => id)).toEqual(['k2', 'k1']);
  });

  it.each([
    { named: 'no id', value: KEY },
    { named: 'an empty id', value: `:${KEY}` },
    { named: 'a key of 16 bytes', value: `k1:${Buffer.alloc(16).toString('base64')}` },
    { named: 'a key of 33 bytes', value: `k1:${Buffer.alloc(33).toString('base64')}` },
    { named: 'a key in hexadecimal', value: `k1:${'0'.repeat(64)}` },
    { named: 'a comma at the end', value: `k1:${KEY},` },
    { named: 'a second key that is broken', value: `k1:${KEY},k2:zzz` },
  ])('may not have $named', ({ value }) => expect(refused({ LOCKSTEP_MASTER_KEYS: value })).toMatch(/LOCKSTEP_MASTER_KEYS must be a list like k2:/));

  it('are not shown when they are wrong, nor when they are right', () => {
    const broken = `${KEY}x`;
    expect(refused({ LOCKSTEP_MASTER_KEYS: `k1:${broken}`, PORT: 'x' })).not.toContain(KEY);
    expect(inspect(readEnv(source()), { depth: 9 })).not.toContain(KEY);
    expect(JSON.stringify(readEnv(source()))).not.toContain(KEY);
  });
});

describe('what is made of the environment', () => {
  it('puts the queues into Redis where there is one', () => {
    expect(queueBackendOf(readEnv(source({ REDIS_URL: 'rediss://a:6380' })))).toEqual({ kind: 'redis', url: 'rediss://a:6380' });
  });

  it('puts the queues beside our tables where there is no Redis', () => {
    const url = source()['DATABASE_URL'];
    expect(queueBackendOf(readEnv(source({ DATABASE_CONNECTIONS: '5' })))).toEqual({ kind: 'postgres', url, connections: 5 });
  });

  it('gives the counters and the sessions their terms', () => {
    const env = readEnv(source({ LOCKSTEP_RATE_LIMIT: '5', LOCKSTEP_SESSION_IDLE_MINUTES: '2', LOCKSTEP_SESSION_HOURS: '3' }));
    expect(rateLimitsOf(env)).toEqual({ requests: 5, failedSignIns: 20, redisUrl: null });
    expect(sessionTermsOf(env)).toEqual({ idleMs: 120_000, lastsMs: 10_800_000 });
  });

  it('gives the store what it needs', () => {
    const env = readEnv(source({ LOCKSTEP_LEASE_MS: '500' }));
    expect(storeOf(env)).toEqual({ url: env.DATABASE_URL, connections: 10, masterKeys: env.LOCKSTEP_MASTER_KEYS, leaseMs: 500 });
  });
});

describe('.env.example', () => {
  const example = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)];

  it('names every setting in the order of env.ts, and then those of npm start and of docker compose', () => {
    const known = [...readFileSync('libs/platform/src/env.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    expect(known.length).toBeGreaterThan(10);
    expect(example.map(([, name]) => name)).toEqual([...known, 'LOCKSTEP_HOME', 'HUB_EMULATOR_PORT', 'MENDER_EMULATOR_PORT', 'POSTGRES_PASSWORD']);
  });

  it('holds no value, so that nobody runs on ours', () => {
    expect(example.filter(([, , value]) => value !== '')).toEqual([]);
  });
});
