import { Connections, DeviceCatalog, HubBudgets, HubCategory, LANES, NotFound, paceOf, type BudgetSight, type ConnectionTrouble, type HubEdition, type Lane } from '#core';

export interface CategoryBudget {
  category: HubCategory;
  /** Operations a minute that we allow ourselves now, slowdowns by the hub counted in. */
  allowedPerMinute: number;
  /** Operations in the last 60 s, of all workers together. */
  used: number;
  /** Calls that the hub refused in the last 60 s for want of budget. */
  refused: number;
  waiting: Readonly<Record<Lane, number>>;
  /** Nothing goes until then, as the hub asked; null when it is open. */
  closedUntil: Date | null;
}

export interface HubBudget {
  hostName: string;
  /** Null when nobody said what the hub was bought as: then its limits are learnt. */
  edition: HubEdition | null;
  /** Nobody calls the hub until somebody resumes it. */
  paused: boolean;
  /** What keeps the hub from being called at all; null while all is well. */
  trouble: ConnectionTrouble | null;
  categories: readonly CategoryBudget[];
  /** Devices that the hub does not hold yet as the fleet wants them, and how long it takes to change them at this pace. */
  backlog: { devices: number; seconds: number };
}

/** Shows how much of what a hub allows is used, by whom, and how long the backlog will take. */
export class ShowHubBudget {
  constructor(
    private readonly connections: Connections,
    private readonly budgets: HubBudgets,
    private readonly catalog: DeviceCatalog,
  ) {}

  /** Throws NotFound when the tenant has no hub. */
  async run(tenantId: string): Promise<HubBudget> {
    const hub = await this.connections.findHub(tenantId);
    if (!hub) throw new NotFound('No IoT Hub is connected, so there is no budget. Connect one first.');

    const [sights, devices] = await Promise.all([this.budgets.look(hub.id), this.catalog.backlog(tenantId)]);
    const categories = HubCategory.options.map((category) => budgetOf(category, hub.edition, sights.find((sight) => sight.category === category)));
    const registry = categories.find(({ category }) => category === 'registry')!;
    const closedMs = Math.max(0, (registry.closedUntil?.getTime() ?? 0) - Date.now());
    const seconds = devices === 0 ? 0 : Math.ceil(closedMs / 1_000 + (60 * devices) / registry.allowedPerMinute);
    return { hostName: hub.hostName, edition: hub.edition, paused: hub.paused, trouble: hub.trouble, categories, backlog: { devices, seconds } };
  }
}

function budgetOf(category: HubCategory, edition: HubEdition | null, sight: BudgetSight | undefined): CategoryBudget {
  const pace = paceOf(edition, category);
  return {
    category,
    allowedPerMinute: Math.floor(pace.perMinute * (sight?.share ?? pace.firstShare)),
    used: sight?.used ?? 0,
    refused: sight?.refused ?? 0,
    waiting: sight?.waiting ?? (Object.fromEntries(LANES.map((lane) => [lane, 0])) as Record<Lane, number>),
    closedUntil: sight?.closedUntil ?? null,
  };
}
