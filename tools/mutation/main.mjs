import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import jestConfig from '../../jest.config.mjs';
import { ROOT } from '../bootstrap/places.mjs';
import { LEAST_SCORE, mutatedIn, specsOf } from './areas.mjs';

const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

const [area, ...files] = process.argv.slice(2);

const results = await new Stryker({
  mutate: files.length > 0 ? files : mutatedIn(area),
  testRunner: 'jest',
  // Named, because Stryker looks for plug-ins beside itself, and packages may be linked in from elsewhere.
  plugins: ['@stryker-mutator/jest-runner'],
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  jest: { config: { ...jestConfig, testMatch: specsOf(area) }, enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // Beyond what the tests took at first: a machine that has more to do now must not count as having noticed something.
  timeoutMS: 60_000,
  // Every run leaves the modules of the one before in memory.
  maxTestRunnerReuse: 40,
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  // A mutant in what a module works out once, as it is loaded, is met by every test: each costs a run of them all.
  ignoreStatic: process.env.MUTATION_IGNORE_STATIC === 'true',
  ignorePatterns: ['dist', 'artifacts', 'apps/ui/dist', '.lockstep'],
  disableTypeChecks: false,
  tempDirName: 'artifacts/mutation/copies',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: false },
  htmlReporter: { fileName: `artifacts/mutation/${area}.html` },
  jsonReporter: { fileName: `artifacts/mutation/${area}.json` },
  logLevel: 'warn',
}).runMutationTest();

const count = (states) => results.filter(({ status }) => states.includes(status)).length;
const [noticed, missed] = [count(NOTICED), count(MISSED)];
const score = (100 * noticed) / (noticed + missed);
process.stdout.write(`${area}: ${score.toFixed(1)} % of ${noticed + missed} mutants were noticed (at least ${LEAST_SCORE} % must be)\n`);
process.stdout.write(`The report is ${join(ROOT, 'artifacts/mutation', `${area}.html`)}\n`);
if (!(score >= LEAST_SCORE)) process.exitCode = 1;
