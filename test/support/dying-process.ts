/** A process of ours that dies of an error which nobody caught, for a test that watches it. DYING_OF is how, SAYING what the error says. */
import { runUntilStopped } from '#platform';

const error = (): Error => new Error(process.env.SAYING);
const WAYS: Readonly<Record<string, () => void>> = {
  rejection: () => void Promise.reject(error()),
  exception: () => void setImmediate(() => {
    throw error();
  }),
  'no-error': () => void Promise.reject(process.env.SAYING as unknown as Error),
};

await runUntilStopped(async () => {
  if (process.env.DYING_OF === 'start') throw error();
  return { stop: async () => undefined };
});
WAYS[process.env.DYING_OF ?? '']?.();
// It would live for ever.
setInterval(() => undefined, 1_000);
