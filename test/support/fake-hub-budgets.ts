import {
  FRESH_USE_MS,
  HubBudgets,
  newBudget,
  sightsOf,
  slowDown,
  takeFrom,
  type Budget,
  type BudgetKey,
  type BudgetSight,
  type BudgetUse,
  type Clock,
  type Ask,
  type Slice,
  type Pace,
  type Slowdown,
} from '#core';

/** What processes share when they are all in one. */
export class BudgetsInMemory {
  readonly budgets = new Map<string, { key: BudgetKey; budget: Budget }>();
  readonly uses = new Map<string, { hubId: string; at: number; use: readonly BudgetUse[] }>();
}

/** The budgets of one process, over what it shares with others. */
export class FakeHubBudgets extends HubBudgets {
  /** When the store of the budgets is away. */
  isAway = false;
  /** How often this process took something. */
  takes = 0;
  readonly #process = crypto.randomUUID();

  constructor(
    private readonly clock: Clock,
    private readonly shared = new BudgetsInMemory(),
  ) {
    super();
  }

  override async take(key: BudgetKey, ask: Ask): Promise<Slice> {
    this.#knock();
    this.takes += 1;
    const { slice, budget } = takeFrom(this.#budgetOf(key, ask.pace), ask, this.#now());
    this.#keep(key, budget);
    return slice;
  }

  override async slowDown(key: BudgetKey, sign: { pace: Pace; slowdown: Slowdown }): Promise<void> {
    this.#knock();
    this.#keep(key, slowDown(this.#budgetOf(key, sign.pace), sign, this.#now()));
  }

  override async report(hubId: string, use: readonly BudgetUse[]): Promise<void> {
    this.#knock();
    this.shared.uses.set(`${hubId} ${this.#process}`, { hubId, at: this.#now(), use });
  }

  override async look(hubId: string): Promise<BudgetSight[]> {
    this.#knock();
    const told = [...this.shared.uses.values()].filter((use) => use.hubId === hubId && this.#now() - use.at < FRESH_USE_MS);
    const budgets = [...this.shared.budgets.values()].filter(({ key }) => key.hubId === hubId);
    return sightsOf(told.map(({ use }) => use), new Map(budgets.map(({ key, budget }) => [key.category, budget])), this.#now());
  }

  override async forget(hubId: string): Promise<void> {
    this.#knock();
    for (const [name, { key }] of this.shared.budgets) if (key.hubId === hubId) this.shared.budgets.delete(name);
  }

  #budgetOf(key: BudgetKey, pace: Pace): Budget {
    return this.shared.budgets.get(nameOf(key))?.budget ?? newBudget(pace, this.#now());
  }

  #keep(key: BudgetKey, budget: Budget): void {
    this.shared.budgets.set(nameOf(key), { key, budget });
  }

  #now(): number {
    return this.clock.now().getTime();
  }

  #knock(): void {
    if (this.isAway) throw new Error('The store of the budgets is away.');
  }
}

const nameOf = ({ hubId, category }: BudgetKey): string => `${hubId} ${category}`;
