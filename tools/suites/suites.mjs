import { join } from 'node:path';
import { COMPILE, sourceStamp, saveBuilt } from '../bootstrap/build.mjs';
import { ROOT, toolEnv } from '../bootstrap/places.mjs';
import { jestSuite } from './jest-suite.mjs';

const MINUTE = 60_000;
const CRUISER = 'dependency-cruiser/bin/dependency-cruiser.mjs';
/**
 * Journeys through faults. After a batch that threw in the middle nothing of ours is open, and Node turns in circles in its own
 * clean-up all the same (Environment::CleanupHandles): the suite is made to end.
 */
const FAULTS = '**/test/faults/**/*.journey.spec.ts';
const MEDIUM = ['**/*.medium.spec.ts', '**/*.conformance.spec.ts'];

const program = (path, ...args) => [join(ROOT, 'node_modules', path), ...args];

const typesOf = (folder) => program('typescript/bin/tsc', '-p', folder, '--pretty', 'false');

/** A tool that says yes or no counts as one. */
const check = (name, ...commands) => ({
  name,
  timeoutMs: 15 * MINUTE,
  commands: () => commands,
  env: () => toolEnv(),
  count: (code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
});

/** Everything that `npm test` can run, in this order: what fails fastest comes first. */
export const SUITES = [
  typesAndBuild(),
  check('lint', program('eslint/bin/eslint.js', '.', '--max-warnings=0')),
  check('imports', program(CRUISER, 'apps', 'libs', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long')),
  jestSuite({
    name: 'unit',
    files: ['**/*.spec.ts'],
    // `*.live.spec.ts` speaks to a real hub, which only its owner can lend.
    except: ['**/*.{medium,conformance,journey,browser,live}.spec.ts'],
    how: ['--maxWorkers=2'],
    timeoutMs: 20 * MINUTE,
  }),
  { ...jestSuite({ name: 'medium', files: MEDIUM, how: ['--maxWorkers=2'], timeoutMs: 40 * MINUTE }), needsRedis: true },
  { ...jestSuite({ name: 'journeys', files: ['**/*.journey.spec.ts'], except: [FAULTS], how: ['--runInBand'], timeoutMs: 45 * MINUTE }), needsRedis: true },
  { ...jestSuite({ name: 'faults', files: [FAULTS], how: ['--runInBand', '--forceExit'], timeoutMs: 45 * MINUTE }), needsRedis: true },
  { ...jestSuite({ name: 'browser', files: ['**/*.browser.spec.ts'], how: ['--runInBand'], timeoutMs: 20 * MINUTE }), needsBrowser: true },
];

/** Compiles in earnest, so that journeys and `npm start` find what was checked. */
function typesAndBuild() {
  const suite = check('types', COMPILE, typesOf('tools'), typesOf('apps/ui'));
  let stamp;
  return {
    ...suite,
    commands: () => {
      stamp = sourceStamp();
      return suite.commands();
    },
    count: (code) => {
      if (code === 0) saveBuilt(stamp);
      return suite.count(code);
    },
  };
}
