// Real here: a file. The failing disk is /dev/full, which takes nothing.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppendLog } from './append-log.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'append-log-spec-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('has written every line, in order, when it says so', async () => {
    const path = join(folder, 'log');
    const log = await AppendLog.open(path);
    const expected: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      for (const line of [`${round}a\n`, `${round}b\n`]) {
        log.append(line);
        expected.push(line);
      }
      if (round % 7 === 0) {
        await log.flushed();
        expect(await readFile(path, 'utf8')).toBe(expected.join(''));
      }
    }
    await log.close();
    expect(await readFile(path, 'utf8')).toBe(expected.join(''));
  });

  it('has nothing to wait for when nothing was appended', async () => {
    const log = await AppendLog.open(join(folder, 'log'));
    await expect(log.flushed()).resolves.toBeUndefined();
    await log.close();
  });

  it('tells everybody who waits that the disk is full, and goes on trying', async () => {
    const log = await AppendLog.open('/dev/full');
    log.append('a\n');
    const first = log.flushed();
    log.append('b\n');
    const second = log.flushed();
    await expect(first).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(second).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(log.flushed()).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(log.close()).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});
