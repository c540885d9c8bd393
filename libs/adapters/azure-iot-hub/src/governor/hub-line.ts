import type { Lane } from '#core';
import type { HubClient, HubReply, HubRequest } from '../hub-client.js';
import type { HubGovernor } from './hub-governor.js';

/** The client of a hub, at the hub's pace. */
export class HubLine {
  constructor(
    private readonly governor: HubGovernor,
    private readonly client: Pick<HubClient, 'send'>,
  ) {}

  /** Sends a call when it may go. Throws as the governor's `enter` does, and where nothing was sent. */
  send(request: HubRequest, lane: Lane): Promise<HubReply> {
    return this.governor.run(request.category, lane, () => this.client.send(request));
  }

  /** Resolves when one change of a registry may go. Throws as the governor's `enter` does. */
  enter(lane: Lane): Promise<void> {
    return this.governor.enter('registry', lane);
  }

  /** Sends a call for which every operation was entered. */
  sendEntered(request: HubRequest): Promise<HubReply> {
    return this.governor.watch(request.category, () => this.client.send(request));
  }
}
