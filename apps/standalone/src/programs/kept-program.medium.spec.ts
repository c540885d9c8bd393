// Real: the programs, each a Node process of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { KnownProcess } from '../look-at-process.js';
import { KeptProgram } from './kept-program.js';
import type { Recipe } from './recipe.js';

const RUNS_ON = 'setInterval(() => {}, 1000); process.send("ready")';

jest.setTimeout(240_000);

describe('a program that is kept running', () => {
  let folder: string;
  let said: string[];
  let started: KnownProcess[];
  let gaveUp: Error | null;
  let program: KeptProgram<number>;

  const watch = {
    started: (known: KnownProcess) => void started.push(known),
    say: (sentence: string) => void said.push(sentence),
    gaveUp: (error: Error) => void (gaveUp = error),
  };
  /** It says its number when it is ready. */
  const recipe = (script: string, befores: (number | null)[] = []): Recipe<number> => ({
    name: 'The program',
    log: path.join(folder, 'program.log'),
    command: script,
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
    launch: (log, before) => {
      befores.push(before);
      const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
      return Promise.resolve({ child, ready: new Promise<number>((resolve) => child.once('message', () => resolve(child.pid ?? 0))) });
    },
  });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kept-program-'));
    said = [];
    started = [];
    gaveUp = null;
  });

  afterEach(async () => {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('that ends before it is ready is not started, and its last words are told', async () => {
    program = new KeptProgram(recipe('console.error("first"); console.error("no luck today"); process.exit(3)'), watch);
    await expect(program.start()).rejects.toThrow(`The program did not start: it ended with status 3, and its last line is "no luck today". The rest stands in ${folder}/program.log.`);
    expect(said).toEqual([]);
  });

  it('that cannot be run at all is told by the reason', async () => {
    const missing: Recipe<number> = {
      ...recipe(''),
      launch: (log) => Promise.resolve({ child: spawn('/no/such/program', { stdio: ['ignore', log, log] }), ready: new Promise<number>(() => undefined) }),
    };
    program = new KeptProgram(missing, watch);
    await expect(program.start()).rejects.toThrow('The program did not start: it cannot run: spawn /no/such/program ENOENT.');
  });

  it('that dies is started again, and told where it was before', async () => {
    const befores: (number | null)[] = [];
    program = new KeptProgram(recipe(RUNS_ON, befores), watch);
    const first = await program.start();
    process.kill(first, 'SIGKILL');
    await waitFor('the program to be back', () => said.includes('The program is back.'));
    expect(said[0]).toBe(`The program was ended by SIGKILL and is started again. What it wrote stands in ${folder}/program.log.`);
    expect(befores).toEqual([null, first]);
    expect(started.map(({ pid }) => pid)[0]).toBe(first);
  });

  it('that dies six times within a minute is given up', async () => {
    program = new KeptProgram(recipe(`process.send("ready", () => process.exit(1))`), watch);
    await program.start();
    await waitFor('somebody to give up', () => gaveUp, { withinMs: 30_000 });
    expect(gaveUp?.message).toBe(`The program died 6 times within a minute, so everything stops. Look into ${folder}/program.log.`);
    expect(started).toHaveLength(6);
  });

  it('that is stopped is not started again', async () => {
    program = new KeptProgram(recipe(`process.on("SIGTERM", () => { console.log("bye"); process.exit(0); }); ${RUNS_ON}`), watch);
    await program.start();
    await program.stop();
    expect(await readFile(path.join(folder, 'program.log'), 'utf8')).toBe('bye\n');
    expect(said).toEqual([]);
  });

  it('that does not stop within ten seconds is killed', async () => {
    program = new KeptProgram(recipe(`process.on("SIGTERM", () => {}); ${RUNS_ON}`), watch);
    const pid = await program.start();
    await program.stop();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
