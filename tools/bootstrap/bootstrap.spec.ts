import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.mjs';
import { isWhatNpmInstalled } from './packages.mjs';
import { nodeIsTooOld, ROOT } from './places.mjs';
import { runLogged } from './steps.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the Node that runs us', () => {
  it.each([
    ['18.20.8', true],
    ['22.18.9', true],
    ['22.19.0', false],
    ['24.0.0', false],
    ['100.1.0', false],
  ])('%s is too old: %s', (version, tooOld) => {
    expect(nodeIsTooOld(version, { engines: { node: '>=22.19' } })).toBe(tooOld);
  });
});

describe('the packages that npm installed', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-a' };
  const lock = { packages: { '': {}, 'node_modules/a': entry, 'node_modules/only-elsewhere': { ...entry, optional: true } } };

  it.each([
    ['are those of the lock file', { 'node_modules/a': entry }, true],
    ['are another version', { 'node_modules/a': { ...entry, version: '1.0.1' } }, false],
    ['are other bytes', { 'node_modules/a': { ...entry, integrity: 'sha512-b' } }, false],
    ['lack one', {}, false],
    ['are one too many', { 'node_modules/a': entry, 'node_modules/b': entry }, false],
  ])('%s', (_because, packages, same) => {
    expect(isWhatNpmInstalled(lock, JSON.stringify({ packages }))).toBe(same);
  });

  it('are not there at all', () => {
    expect(isWhatNpmInstalled(lock, undefined)).toBe(false);
  });
});

describe('preparing one at a time', () => {
  it('makes the second wait for the first', async () => {
    const lock = join(folder, 'first-and-second.lock');
    const order: string[] = [];
    let letGo: () => void = () => undefined;
    const first = oneAtATime(() => {
      order.push('first begins');
      return new Promise<void>((resolve) => (letGo = resolve)).then(() => order.push('first ends'));
    }, lock);
    const second = oneAtATime(() => Promise.resolve(order.push('second')), lock);
    while (order.length === 0) await new Promise(setImmediate);
    letGo();
    await Promise.all([first, second]);

    expect(order).toEqual(['first begins', 'first ends', 'second']);
    expect(existsSync(lock)).toBe(false);
  });

  it('takes over what somebody left behind', async () => {
    const lock = join(folder, 'left-behind.lock');
    writeFileSync(lock, '');
    utimesSync(lock, new Date(0), new Date(0));

    await expect(oneAtATime(() => Promise.resolve('done'), lock)).resolves.toBe('done');
  });

  it('lets go when the work fails', async () => {
    const lock = join(folder, 'fails.lock');

    await expect(oneAtATime(() => Promise.reject(new Error('no')), lock)).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });
});

describe('a step', () => {
  const node = (script: string, timeoutMs?: number) =>
    runLogged({ log: `spec-${process.pid}`, command: process.execPath, args: ['-e', script], env: process.env, timeoutMs });
  afterAll(() => rmSync(join(ROOT, `artifacts/logs/spec-${process.pid}.log`), { force: true }));

  it('answers with its exit code and all that it wrote', async () => {
    expect(await node(`console.log('out'); console.error('err'); process.exitCode = 3`)).toMatchObject({ code: 3, output: 'out\nerr\n' });
  });

  it('is killed with all that it started when its time is up', async () => {
    const { code, problem, output } = await node(
      `const { spawn } = require('child_process'); console.log(spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']).pid); setInterval(() => 0, 1000)`,
      3000,
    );

    expect(code).toBe(1);
    expect(problem).toContain('still running');
    expect(Number(output)).toBeGreaterThan(0);
    await expect(gone(Number(output))).resolves.toBe(true);
  }, 30_000);

  it('fails when there is no such program', async () => {
    expect(await runLogged({ log: `spec-${process.pid}`, command: join(folder, 'nothing'), args: [], env: {} })).toMatchObject({ code: 1, problem: expect.stringContaining('ENOENT') });
  });
});

describe('handing over', () => {
  const places = JSON.stringify(join(ROOT, 'tools/bootstrap/hand-over.mjs'));
  const start = (script: string, env: NodeJS.ProcessEnv = {}) => {
    const program = `import { handOver } from ${places}; process.exit(await handOver(process.execPath, ['-e', ${JSON.stringify(script)}], process.env));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env: { PATH: process.env.PATH, ...env } });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const said = new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(String(data).trim())));
    return { child, ended, said };
  };
  const patient = `process.on('SIGTERM', () => setTimeout(() => process.exit(7), 50)); process.on('SIGINT', () => process.exit(8)); setInterval(() => 0, 1000); console.log(process.pid)`;

  it('ends with the exit code of the program', async () => {
    await expect(start('process.exit(5)').ended).resolves.toBe(5);
  });

  it.each([
    ['SIGTERM', 7],
    ['SIGINT', 8],
  ] as const)('passes %s on and waits for the end', async (signal, code) => {
    const { child, ended, said } = start(patient);
    await said;
    child.kill(signal);

    await expect(ended).resolves.toBe(code);
  });

  it('says as a shell does that a signal ended the program', async () => {
    await expect(start(`process.kill(process.pid, 'SIGKILL')`).ended).resolves.toBe(137);
  });

  it('ends the program when npm, which started us, is gone', async () => {
    const middle = `const { spawn } = require('child_process'); spawn(process.execPath, ['--input-type=module', '-e', ${JSON.stringify(
      `import { handOver } from ${places}; process.exit(await handOver(process.execPath, ['-e', ${JSON.stringify(patient)}], process.env));`,
    )}], { stdio: 'inherit' })`;
    const npm = spawn(process.execPath, ['-e', middle], { env: { PATH: process.env.PATH, npm_lifecycle_event: 'start' } });
    const pid = await new Promise<number>((resolve) => npm.stdout.once('data', (data: Buffer) => resolve(Number(String(data)))));
    npm.kill('SIGKILL');

    await expect(gone(pid)).resolves.toBe(true);
  });
});

/** Waits until there is no such process; Jest's own time limit ends the wait for one that stays. */
async function gone(pid: number): Promise<boolean> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
