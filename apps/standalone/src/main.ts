import { environment } from '#platform';
import { CannotStart } from './cannot-start.js';
import { prepareHome } from './prepare-home.js';
import { Crew } from './programs/crew.js';
import { publishAddresses, withdrawAddresses } from './publish-addresses.js';
import { readyText } from './ready-text.js';
import { readSettings } from './settings.js';
import { Progress } from './show-progress.js';
import { startAll } from './start-all.js';
import { StopRequests } from './stop-requests.js';

const KILLED_BY_REQUEST = 130;

const progress = new Progress(process.stderr);
// A terminal that was closed takes no more lines; what is started has to be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exit(await run());

/** Answers with the exit status. */
async function run(): Promise<number> {
  try {
    return await runUntilStopped();
  } catch (error) {
    progress.end();
    progress.say(error instanceof CannotStart ? error.message : `Lockstep cannot go on: ${error instanceof Error ? error.stack : String(error)}`);
    return 1;
  }
}

async function runUntilStopped(): Promise<number> {
  const source = environment();
  const settings = readSettings(source, process.cwd());
  const prepared = await prepareHome(settings);
  const { home, lock } = prepared;
  const crew = new Crew({ started: (program) => lock.note(program), say: (sentence) => progress.say(sentence) });
  const requests = new StopRequests(() => {
    crew.kill();
    process.exit(KILLED_BY_REQUEST);
  });

  const ready = startAll({ ...prepared, settings, source, crew, stage: (title) => progress.stage(title) }).then((addresses) => {
    if (crew.signal.aborted) return;
    publishAddresses(home, addresses);
    progress.end();
    process.stdout.write(readyText(home, addresses, progress.seconds));
    return requests.first;
  });
  try {
    await Promise.race([ready, requests.first, crew.broken]);
    progress.stage('Stopping');
    return 0;
  } finally {
    withdrawAddresses(home);
    await crew.stop();
    progress.end();
    lock.release();
  }
}
