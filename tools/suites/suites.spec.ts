import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../bootstrap/places.mjs';
import { countJest } from './jest-suite.mjs';
import { SUITES } from './suites.mjs';
import { ensureProgram, isOnPath } from './system-programs.mjs';

const jestResults = (odd: object) => ({ numPassedTests: 3, numFailedTests: 0, numRuntimeErrorTestSuites: 0, ...odd });

describe('counting what Jest did', () => {
  it.each([
    ['all passed', 0, jestResults({}), { passed: 3, failed: 0 }],
    ['a test failed', 1, jestResults({ numFailedTests: 2 }), { passed: 3, failed: 2 }],
    ['a file could not be run', 1, jestResults({ numRuntimeErrorTestSuites: 1 }), { passed: 3, failed: 1 }],
    ['Jest failed for a reason of its own', 1, jestResults({}), { passed: 3, failed: 1 }],
    ['it ended before it could say', 137, undefined, { passed: 0, failed: 1 }],
  ])('%s', (_because, code, results, counts) => {
    expect(countJest(code, results)).toEqual(counts);
  });
});

describe('the suites', () => {
  it('go from what fails fastest to whole journeys', () => {
    expect(SUITES.map((suite) => suite.name)).toEqual(['types', 'lint', 'imports', 'unit', 'medium', 'journeys', 'faults', 'browser']);
  });
});

describe('npm test', () => {
  it('ends with the counts, also when it cannot begin', async () => {
    const ended = promisify(execFile)(process.execPath, [join(ROOT, 'tools/test.mjs'), '--only', 'unit,nonsense']);

    await expect(ended).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/There is no suite "nonsense"\..*\n0 passed, 1 failed\n$/) });
  });
});

describe('a program that tests need', () => {
  it('is found by its name', () => {
    expect(isOnPath('node', ROOT)).toBe(false);
    expect(isOnPath('node', join(ROOT, 'node_modules/.bin'))).toBe(true);
  });

  it('is not asked for again when it is there', async () => {
    await expect(ensureProgram({ programs: ['no-such-program', 'node'], debianPackage: 'none', pidFile: '/nowhere', elsewhere: '' })).resolves.toBeUndefined();
  });
});
