import type { BudgetSight, BudgetUse } from '../ports/hub-budgets.js';
import { HubCategory } from './hub-edition.js';
import { LANES, type Lane } from './lanes.js';
import type { Budget } from './pace.js';

/** What a process told of its use of budgets is believed for so long, ms. */
export const FRESH_USE_MS = 10_000;

/** Adds up what the processes tell. `budgets` says where each category stands by now. */
export function sightsOf(told: readonly (readonly BudgetUse[])[], budgets: ReadonlyMap<HubCategory, Budget>, now: number): BudgetSight[] {
  const uses = told.flat();
  return HubCategory.options.flatMap((category) => {
    const budget = budgets.get(category);
    const own = uses.filter((use) => use.category === category);
    if (!budget && own.length === 0) return [];
    return [
      {
        category,
        used: sum(own.map(({ used }) => used)),
        refused: sum(own.map(({ refused }) => refused)),
        waiting: Object.fromEntries(LANES.map((lane) => [lane, sum(own.map(({ waiting }) => waiting[lane] ?? 0))])) as Record<Lane, number>,
        share: budget ? budget.share : null,
        closedUntil: budget && budget.closedUntil > now ? new Date(budget.closedUntil) : null,
      },
    ];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
