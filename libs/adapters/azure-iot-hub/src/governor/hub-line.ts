import type { Lane } from '#core';
import type { BreakingClient } from '../breaking-client.js';
import type { HubReply, HubRequest } from '../hub-client.js';
import type { HubGovernor } from './hub-governor.js';

/** The client of a hub, at the hub's pace. */
export class HubLine {
  constructor(
    private readonly governor: HubGovernor,
    private readonly client: Pick<BreakingClient, 'send' | 'assertNotHeld'>,
  ) {}

  /** Sends a call when it may go. Throws as the governor's `enter` does, and where nothing was sent. */
  send(request: HubRequest, lane: Lane): Promise<HubReply> {
    const since = performance.now();
    return this.governor.run(request.category, lane, async () => {
      this.client.assertNotHeld(since);
      return this.client.send(request);
    });
  }

  /** Resolves when one change of a registry may go. Throws as the governor's `enter` does, and where the hub came into trouble meanwhile. */
  async enter(lane: Lane): Promise<void> {
    const since = performance.now();
    await this.governor.enter('registry', lane);
    this.client.assertNotHeld(since);
  }

  /** Sends a call for which every operation was entered. */
  sendEntered(request: HubRequest): Promise<HubReply> {
    return this.governor.watch(request.category, () => this.client.send(request));
  }
}
