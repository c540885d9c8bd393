import { Agent, type AgentOptions } from 'node:https';
import type { RunningHubEmulator } from '../start-hub-emulator.js';

/** Every hub name leads to this machine, and requests without a port go to the emulator's; Host and TLS name stay the hub's. */
export class EmulatorAgent extends Agent {
  /** Read by node's client when a request names no port; neither of Microsoft's clients ever does. */
  readonly defaultPort: number;

  constructor({ port, caPem }: Pick<RunningHubEmulator, 'port' | 'caPem'>, options: Pick<AgentOptions, 'keepAlive'> = { keepAlive: true }) {
    const lookup: AgentOptions['lookup'] = (_name, { all }, done) =>
      all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    super({ maxSockets: 16, ca: caPem, lookup, ...options });
    this.defaultPort = port;
  }
}
