// Real: a process of its own, which dies.
import { spawn } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const KEY = 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ';
const SAYING = `The hub refused HostName=h.azure-devices.net;SharedAccessKeyName=p;SharedAccessKey=${KEY}=`;

/** How it ended, and what it wrote. */
const die = (how: string): Promise<{ code: number | null; err: string; out: string }> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, ['dist/test/support/dying-process.js'], { env: { PATH: process.env.PATH, DYING_OF: how, SAYING } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (err += String(chunk)));
    child.on('error', failed);
    child.on('close', (code) => done({ code, out, err }));
  });

describe('a process', () => {
  it.each([
    { how: 'rejection', kind: 'unhandledRejection', named: 'a rejection that nobody handles' },
    { how: 'exception', kind: 'uncaughtException', named: 'an exception that nobody catches' },
    { how: 'no-error', kind: 'unhandledRejection', named: 'a rejection with something that is no error' },
  ])('ends for $named, with one line that holds no secret, and a code that says so', async ({ how, kind }) => {
    const { code, out, err } = await die(how);
    expect([code, out]).toEqual([70, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(err)).toMatchObject({ level: 60, kind, error: expect.stringContaining('The hub refused'), msg: expect.stringContaining('has to be started anew') });
    expect(err).toContain('SharedAccessKey=[secret]');
    expect(err).not.toContain(KEY);
  }, 240_000);

  it('that cannot start says why in one line, without a secret, and ends with another code', async () => {
    const { code, err } = await die('start');
    expect(code).toBe(1);
    expect(err).toBe('The hub refused HostName=h.azure-devices.net;SharedAccessKeyName=p;SharedAccessKey=[secret]\n');
  }, 240_000);
});
