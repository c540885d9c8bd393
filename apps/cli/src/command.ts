import type { INestApplicationContext } from '@nestjs/common';
import type { Call } from './read-call.js';

export interface Command {
  usage: string;
  does: string;
  /** The lines that it prints. */
  run(app: INestApplicationContext, call: Call): Promise<string[]>;
}
