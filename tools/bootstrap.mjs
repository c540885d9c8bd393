/**
 * The first thing that `npm start` and `npm test` run. Any Node since 18 can read it and all that it imports, and it needs no
 * package: it is what installs them. Run by itself it installs and builds: `node tools/bootstrap.mjs`.
 */
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { compile, generateClient } from './bootstrap/build.mjs';
import { buildUi } from './bootstrap/build-ui.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { oneAtATime } from './bootstrap/one-at-a-time.mjs';
import { installPackages } from './bootstrap/packages.mjs';
import { BUNDLED_NODE, nodeIsTooOld, readJson, toolEnv } from './bootstrap/places.mjs';
import { StepFailed } from './bootstrap/steps.mjs';

/** As `makeReady`; what fails is said in one sentence, with the end of its output, and ends the process with 1. */
export async function prepare(wanted) {
  try {
    await makeReady(wanted);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/**
 * Returns when packages are installed, the database client is generated and, with `build`, everything is compiled. On a Node
 * that is too old it does not return: the same command runs again on the Node that came with the packages, and its exit
 * code becomes ours. Throws StepFailed.
 */
export async function makeReady({ build = false } = {}) {
  const tooOld = nodeIsTooOld();
  await oneAtATime(async () => {
    await installPackages();
    if (tooOld) return;
    await generateClient();
    if (!build) return;
    await compile();
    await buildUi();
  });
  if (tooOld) process.exit(await startAgain());
}

function startAgain() {
  if (!existsSync(BUNDLED_NODE)) {
    throw new StepFailed(
      `Node ${process.versions.node} is too old: package.json asks for ${readJson('package.json').engines.node}, ` +
        `and no Node came with the packages for ${process.platform}-${process.arch}. Install Node 24.`,
    );
  }
  return handOver(BUNDLED_NODE, process.argv.slice(1), toolEnv());
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await prepare({ build: true });
