import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { InvalidEnvironment, queueBackendOf, readEnv, storeOf } from './env.js';

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
      LOCKSTEP_LEASE_MS: 10_000,
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
    { named: 'a lease', setting: 'LOCKSTEP_LEASE_MS', values: ['499', '300001'] },
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
