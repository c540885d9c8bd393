import { HubBudgets, HubWouldChange, Integrations, type HubTarget, type IntegrationSummary, type SeenIntegration } from '#core';
import { checkTarget, type HostRules } from './connect-hub.js';

/** Puts other credentials into an integration. */
export class ChangeCredentials {
  constructor(
    private readonly integrations: Integrations,
    private readonly hosts: HostRules,
    private readonly budgets: HubBudgets,
  ) {}

  /**
   * For the same hub they take the place of the old ones. Those of another hub move every device, and only once that is
   * confirmed. Throws MaskedSecret, HostNotAllowed, NotFound, IntegrationStale, HubWouldChange.
   */
  async run(seen: SeenIntegration, given: HubTarget, { confirmed }: { confirmed: boolean }): Promise<IntegrationSummary> {
    const target = checkTarget(given, this.hosts);
    const present = await this.integrations.find(seen.tenantId, seen.id);
    if (present.hostName === target.hostName) return this.integrations.changeCredentials({ ...seen, revision: seen.revision ?? present.revision }, target);
    if (!confirmed) throw new HubWouldChange(await this.integrations.planMove(seen.tenantId, seen.id, target.hostName));
    const moved = await this.integrations.move(seen, target);
    // The move is done, and no reason to fail it: what the old hub was slowed down to is learnt away in time.
    await this.budgets.forget(seen.id).catch(() => undefined);
    return moved;
  }
}
