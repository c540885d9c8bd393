/**
 * `npm test`: the suites, one line each; the last line is "N passed, N failed", and the exit code is 1 unless something ran
 * and nothing failed.
 *
 *   --only a,b   only these suites: types, lint, imports, unit, medium, journeys, faults, browser
 *   --verbose    show all output, not only that of a suite that failed
 *
 * Anything else goes to Jest: `npm test -- --only unit -t "a title"`.
 */
import { makeReady } from './bootstrap.mjs';
import { buildUi } from './bootstrap/build-ui.mjs';
import { run, runLogged, startLine, StepFailed } from './bootstrap/steps.mjs';
import { ROOT } from './bootstrap/places.mjs';
import { SUITES } from './suites/suites.mjs';
import { CHROMIUM, ensureProgram, REDIS } from './suites/system-programs.mjs';

/** Takes our own options out of the command line. Throws StepFailed where `--only` names what there is not. */
function readOptions(args) {
  const names = SUITES.map((suite) => suite.name);
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  const inline = args[at]?.includes('=');
  const only = at < 0 ? names : (inline ? args[at].slice('--only='.length) : (args[at + 1] ?? '')).split(',');
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new StepFailed(`There is no suite "${unknown.join('", "')}". The suites are: ${names.join(', ')}.`);

  const jestArgs = args.filter((arg, index) => !(at >= 0 && (index === at || (!inline && index === at + 1))) && arg !== '--verbose');
  return { only, verbose: args.includes('--verbose'), jestArgs };
}

/** Runs the commands of a suite until one fails. Answers with the counts, how long it took, and what it wrote. */
async function runSuite(suite, options) {
  const started = Date.now();
  const ticking = process.stderr.isTTY && !options.verbose ? startLine(suite.name) : undefined;
  let ended = { code: 0, output: '' };
  for (const args of suite.commands(options)) {
    const what = { command: process.execPath, args, env: suite.env() };
    ended = options.verbose
      ? await run(what.command, what.args, { cwd: ROOT, env: what.env, stdio: ['ignore', 'inherit', 'inherit'] }, suite.timeoutMs)
      : await runLogged({ ...what, log: suite.name, timeoutMs: suite.timeoutMs });
    if (ended.code !== 0) break;
  }
  ticking?.clear();
  return { ...suite.count(ended.code), seconds: (Date.now() - started) / 1000, ...ended };
}

function report(name, { passed, failed, seconds, output, problem }) {
  if (failed > 0) process.stdout.write(`\n${output ?? ''}\n${problem ? `${name}: ${problem}.\n` : ''}`);
  const counts = passed + failed === 0 ? 'nothing to run' : [`${passed} passed`, failed > 0 && `${failed} failed`].filter(Boolean).join(', ');
  process.stdout.write(`${name.padEnd(10)}${counts.padEnd(24)}${seconds.toFixed(1).padStart(7)} s\n`);
}

async function runAll(options) {
  const suites = SUITES.filter((suite) => options.only.includes(suite.name));
  if (suites.some((suite) => suite.needsRedis)) await ensureProgram(REDIS);
  if (suites.some((suite) => suite.needsBrowser)) {
    await ensureProgram(CHROMIUM);
    await buildUi();
  }

  const total = { passed: 0, failed: 0 };
  for (const suite of suites) {
    const result = await runSuite(suite, options);
    report(suite.name, result);
    total.passed += result.passed;
    total.failed += result.failed;
  }
  return total;
}

/** A run that could not begin counts as one failure: the last line is written whatever happens. */
async function runTests() {
  try {
    const options = readOptions(process.argv.slice(2));
    await makeReady();
    return await runAll(options);
  } catch (error) {
    process.stdout.write(`${error instanceof StepFailed ? error.message : error.stack}\n`);
    return { passed: 0, failed: 1 };
  }
}

const { passed, failed } = await runTests();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
