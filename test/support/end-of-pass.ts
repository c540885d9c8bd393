import type { ChildProcess } from 'node:child_process';

/** What `crashing-worker` tells of an answer that a port gave it. */
export interface Answered {
  name: string;
  answers: number;
}

/** An echo of the bell may follow the settlement, and is answered by a claim alone. */
const QUIET_MS = 300;

/** Resolves when the worker died, or when a pass of it was settled and nothing followed for a moment. */
export async function endOfPass(worker: ChildProcess, tell: (answered: Answered) => void): Promise<void> {
  return new Promise((done) => {
    let quiet: NodeJS.Timeout | undefined;
    let settled = false;
    worker.once('exit', () => {
      clearTimeout(quiet);
      done();
    });
    worker.on('message', (message: { type: string } & Answered) => {
      if (message.type !== 'answered') return;
      tell(message);
      clearTimeout(quiet);
      settled ||= message.name === 'settle';
      if (settled) quiet = setTimeout(done, QUIET_MS);
    });
  });
}
