import type { HubCategory } from '../budget/hub-edition.js';
import type { Lane } from '../budget/lanes.js';
import type { Ask, Slice, Pace, Slowdown } from '../budget/pace.js';

/** A budget: what one connection to a hub may use of one category. */
export interface BudgetKey {
  /** The id of the hub connection. */
  hubId: string;
  category: HubCategory;
}

/** What one process did with a budget, and what waits in it. */
export interface BudgetUse {
  category: HubCategory;
  /** Operations in the last 60 s. */
  used: number;
  /** Calls that the hub refused in the last 60 s for want of budget. */
  refused: number;
  /** Calls that wait, by lane. */
  waiting: Readonly<Record<Lane, number>>;
}

/** A budget as all processes together see it. */
export interface BudgetSight extends BudgetUse {
  /** The part of the pace that is used now, 0 to 1; null before the first call. */
  share: number | null;
  /** Nothing goes until then; null when it is open. */
  closedUntil: Date | null;
}

/** The budgets of all hubs, each shared by all processes that call it. */
export abstract class HubBudgets {
  /**
   * Takes up to `most` operations, and `ahead` more where nobody stands in line, at most one slice of the pace: to be used when `inMs` are
   * over, those ahead within 600 ms from the call of this method. Throws when the store of the budgets is away.
   */
  abstract take(key: BudgetKey, ask: Ask): Promise<Slice>;

  /** Slows every process down. */
  abstract slowDown(key: BudgetKey, sign: { pace: Pace; slowdown: Slowdown }): Promise<void>;

  /** Tells what this process uses; forgotten after 10 s, so it is told again while anything happens. */
  abstract report(hubId: string, use: readonly BudgetUse[]): Promise<void>;

  /** Every budget of a hub that was used lately. */
  abstract look(hubId: string): Promise<BudgetSight[]>;

  /** Begins every budget of a connection anew: it leads to another hub now. */
  abstract forget(hubId: string): Promise<void>;
}
