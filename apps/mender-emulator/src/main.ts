import { OptionsAreWrong, readOptions } from './cli/read-options.js';
import { greeting, USAGE } from './cli/texts.js';
import { startMenderEmulator, type RunningMenderEmulator, type Webhook } from './index.js';

const say = (text: string): void => void process.stdout.write(text);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);
const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs until a signal, or until the process that started it over IPC is gone. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return say(USAGE);

  const emulator = await startMenderEmulator(options);
  const asked = askedToStop();
  listenToParent(emulator);
  // A parent process is told over IPC and speaks for itself; the token then stays out of its terminal.
  if (process.send) process.send({ type: 'ready', port: emulator.port, url: emulator.url, token: emulator.token });
  else say(greeting(emulator, options));

  await asked;
  await emulator.stop();
}

/** Resolves at the first request to stop. Later ones change nothing: a terminal and a parent often both send a signal. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const reason of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(reason, () => resolve());
  });
}

/** The process that started the emulator may register the webhook once it knows where that is. */
function listenToParent(emulator: RunningMenderEmulator): void {
  process.on('message', (message) => {
    if (!isWebhook(message)) return;
    emulator.setWebhook({ url: message.url, secret: message.secret }).catch((error: unknown) => complain(textOf(error)));
  });
}

function isWebhook(message: unknown): message is Webhook & { type: 'webhook' } {
  if (typeof message !== 'object' || message === null) return false;
  const { type, url, secret } = message as Record<string, unknown>;
  return type === 'webhook' && typeof url === 'string' && typeof secret === 'string';
}

try {
  await main();
} catch (error) {
  complain(error instanceof OptionsAreWrong ? `${error.message}\n\n${USAGE}` : `Cannot start: ${textOf(error)}`);
  process.exitCode = 1;
}
// Listening for signals does not keep the process alive, but an open channel to the parent does.
if (process.connected) process.disconnect();
