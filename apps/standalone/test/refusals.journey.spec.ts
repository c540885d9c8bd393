// Real: the process that `npm start` runs, and whatever it runs into.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { freePort } from '../../../test/support/free-port.js';
import { startRedis } from '../../../test/support/redis.js';
import { runningOf, Standalones } from './run-standalone.js';

const KEYS = {
  masterKeys: 'k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
  postgresPassword: 'not-the-one',
  webhook: { sourceId: null, secret: 'ab'.repeat(32) },
  tokens: { admin: null, operator: null, viewer: null },
};

jest.setTimeout(120_000);

describe('npm start refuses', () => {
  let standalones: Standalones;

  beforeEach(async () => {
    standalones = await Standalones.onNewHome();
  });

  afterEach(async () => {
    await standalones.clear();
  });

  const withDataFolder = (files: Record<string, string>): string => {
    const folder = path.join(standalones.home, 'postgres');
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return folder;
  };
  const withKeys = (text = JSON.stringify(KEYS)): void => writeFileSync(path.join(standalones.home, 'keys.json'), text);

  /** The sentence that it leaves with. */
  const refusal = async (settings?: Record<string, string>): Promise<string> => {
    const run = standalones.start(settings);
    expect(await run.ended()).toBe(1);
    expect(run.written).not.toMatch(/^\s+at /m);
    return run.written;
  };

  it('a port that is taken, and names the setting', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ MENDER_EMULATOR_PORT: String(port) })).toBe(`Port ${port} is taken. Stop what uses it, or set MENDER_EMULATOR_PORT to a free one.\n`);
    await new Promise((resolve) => server.close(resolve));
  });

  it('a home on which another one runs, and lets that one be', async () => {
    const first = standalones.start();
    await first.ready();
    const processes = first.processes();
    expect(await refusal()).toBe(`Lockstep runs on ${standalones.home} already, as process ${processes[0]}. Stop it, or set LOCKSTEP_HOME to another folder.\n`);
    expect(await runningOf(processes)).toEqual(processes);
  });

  it('a Redis that is away or wants another password, without showing the one it was given', async () => {
    const away = await freePort();
    expect(await refusal({ REDIS_URL: `redis://:hush@127.0.0.1:${away}` })).toBe(
      `Redis at 127.0.0.1:${away} cannot be used (ECONNREFUSED). Start it, correct REDIS_URL, or leave REDIS_URL out: the queue then lives in PostgreSQL.\n`,
    );
    const redis = await startRedis();
    const said = await refusal({ REDIS_URL: redis.url.replace('//', '//somebody:hush@') });
    expect(said).toMatch(/^Redis at 127\.0\.0\.1:\d+ cannot be used \(WRONGPASS/);
    expect(said).not.toContain('hush');
    await redis.stop();
  });

  it('settings that cannot be, all at once', async () => {
    expect(await refusal({ PORT: 'x', LOG_LEVEL: 'loud' })).toBe(
      'PORT must be a whole number from 0 to 65535; 0 takes any free port.\nLOG_LEVEL must be error, warn, info, debug or silent.\n',
    );
  });

  it('data of another PostgreSQL', async () => {
    withKeys();
    const folder = withDataFolder({ PG_VERSION: '12\n' });
    expect(await refusal()).toContain(
      `\nThe data in ${folder} is of PostgreSQL 12, and this is PostgreSQL 18. Set LOCKSTEP_HOME to another folder, or move the data over with pg_dump.\n`,
    );
  });

  it('a folder in the place of the data that holds something else', async () => {
    withKeys();
    const folder = withDataFolder({ 'holiday.jpg': 'not a database' });
    expect(await refusal()).toContain(`\n${folder} is no data folder of PostgreSQL. Put back the one that was there, or move it away to begin anew.\n`);
  });

  it('data that PostgreSQL cannot start with, and says what it wrote', async () => {
    withKeys();
    withDataFolder({ PG_VERSION: '18\n' });
    const said = await refusal();
    expect(said).toContain('\nPostgreSQL did not start: it ended with status ');
    expect(said).toContain(`The rest stands in ${standalones.home}/logs/postgres.log. Put ${standalones.home}/postgres back from a copy, or move ${standalones.home} away to begin anew.\n`);
  });

  it('data without the keys that open it', async () => {
    withDataFolder({ PG_VERSION: '18\n' });
    expect(await refusal()).toBe(
      `${standalones.home}/keys.json is missing, and without its keys the data in ${standalones.home}/postgres cannot be opened. Put the file back, or move ${standalones.home} away to begin anew.\n`,
    );
  });

  it('keys that cannot be read', async () => {
    withKeys('{"masterKeys":');
    expect(await refusal()).toBe(`${standalones.home}/keys.json cannot be read. Put it back from a copy, or move ${standalones.home} away to begin anew.\n`);
  });
});
