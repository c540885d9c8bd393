import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS, ROOT, toolEnv } from '../bootstrap/places.mjs';

/** How a suite of specs is run: the files it takes, those it leaves to other suites, and the ways Jest is to go about it. */
export function jestSuite({ name, files, except = [], how, timeoutMs }) {
  const results = join(LOGS, `${name}.json`);
  return {
    name,
    timeoutMs,
    commands: ({ jestArgs }) => {
      rmSync(results, { force: true });
      const match = ['--testMatch', ...files, ...except.map((pattern) => `!${pattern}`)];
      return [[join(ROOT, 'node_modules/jest/bin/jest.js'), ...jestArgs, ...match, ...how, '--ci', '--passWithNoTests', '--json', `--outputFile=${results}`]];
    },
    env: () => toolEnv({ NODE_OPTIONS: nodeOptions() }),
    count: (code) => countJest(code, existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined),
  };
}

/** Tests that passed and failed. A file that could not be run is a failure, and so is a Jest that ended badly for no reason it names. */
export function countJest(code, results) {
  if (!results) return { passed: 0, failed: 1 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** NestJS is ESM only, and Jest loads ESM through an experiment of Node's; its warning would head every run. */
const nodeOptions = () => [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'].filter(Boolean).join(' ');
