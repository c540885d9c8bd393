import type { ChildProcess } from 'node:child_process';

/** What has been started, and when it says that it is ready. */
export interface Launched<Ready> {
  child: ChildProcess;
  ready: Promise<Ready>;
}

/** How to start and stop one program. */
export interface Recipe<Ready> {
  /** As a sentence begins with it. */
  name: string;
  /** The file that takes what it writes. */
  log: string;
  /** A part of its command line by which a later run knows its process; null where it leaves a trace of its own. */
  command: string | null;
  stopSignal: NodeJS.Signals;
  /** For when it does not stop. */
  killSignal: NodeJS.Signals;
  /** `log` is open for writing. `before` is what an earlier run said when it was ready: the program has to be found where it was. */
  launch(log: number, before: Ready | null): Promise<Launched<Ready>>;
}
