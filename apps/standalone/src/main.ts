import { environment } from '#platform';
import { CannotStart } from './cannot-start.js';
import { shown } from './places.js';
import { prepareHome, type Prepared } from './prepare-home.js';
import { Crew } from './programs/crew.js';
import { publishAddresses, withdrawAddresses } from './publish-addresses.js';
import { readyText } from './ready-text.js';
import { readSettings } from './settings.js';
import { Progress } from './show-progress.js';
import { startAll, type StartOrder } from './start-all.js';
import { StopRequests } from './stop-requests.js';

const KILLED_BY_REQUEST = 130;

const progress = new Progress(process.stderr);
// A terminal that was closed takes no more lines; what is started has to be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

process.exit(await run());

/** Answers with the exit status. */
async function run(): Promise<number> {
  try {
    const source = environment();
    const settings = readSettings(source, process.cwd());
    const prepared = await prepareHome(settings);
    return await runUntilStopped({ ...prepared, settings, source });
  } catch (error) {
    return complain(error);
  }
}

async function runUntilStopped(order: Omit<StartOrder, 'crew' | 'stage'>): Promise<number> {
  const { home, lock } = order;
  const crew = new Crew({ started: (program) => lock.note(program), say: (sentence) => progress.say(sentence) });
  const requests = new StopRequests(() => {
    crew.kill();
    process.exit(KILLED_BY_REQUEST);
  });
  const ready = startAll({ ...order, crew, stage: (title) => progress.stage(title) }).then((addresses) => {
    if (crew.signal.aborted) return;
    publishAddresses(home, addresses);
    progress.end();
    process.stdout.write(readyText(home, addresses, progress.seconds));
    return requests.first;
  });
  const status = await Promise.race([ready, requests.first, crew.broken]).then(() => 0, complain);
  await stop(order, crew);
  return status;
}

async function stop({ home, lock }: Prepared, crew: Crew): Promise<void> {
  progress.end();
  const stopping = new Progress(process.stderr);
  stopping.stage('Stopping');
  withdrawAddresses(home);
  await crew.stop();
  lock.release();
  stopping.end();
  stopping.say(`Stopped. Everything is kept in ${shown(home.folder)}.`);
}

/** Answers with the exit status. */
function complain(error: unknown): number {
  progress.end();
  progress.say(error instanceof CannotStart ? error.message : `Lockstep cannot go on: ${error instanceof Error ? error.stack : String(error)}`);
  return 1;
}
