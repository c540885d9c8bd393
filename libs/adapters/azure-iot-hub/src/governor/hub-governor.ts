import { HubCategory, paceOf, type HubBudgets, type HubConnection, type Lane } from '#core';
import { throttlingOf, type HubTrouble } from '../failure-of.js';
import { Pacer } from './pacer.js';

const REPORT_MS = 1_000;

/** Keeps every call to one hub at the pace that the hub allows, together with all other processes that call it. */
export class HubGovernor {
  readonly #pacers = new Map<HubCategory, Pacer>();
  #report: NodeJS.Timeout | null = null;

  constructor(
    private readonly connection: Pick<HubConnection, 'id' | 'hostName' | 'edition'>,
    private readonly budgets: HubBudgets,
  ) {}

  /** Makes a call when it may go. Throws as `enter` does, and as the call does. */
  async run<Reply extends { kind: 'ok' } | HubTrouble>(category: HubCategory, lane: Lane, call: () => Promise<Reply>): Promise<Reply> {
    await this.enter(category, lane);
    return this.watch(category, call);
  }

  /** Resolves when one operation may go. Throws HubIsBusy or HubQuotaUsedUp when that will take long, BudgetIsAway. */
  enter(category: HubCategory, lane: Lane): Promise<void> {
    this.#reportSoon();
    return this.#pacer(category).enter(lane);
  }

  /** Makes a call for which every operation was entered, and learns from its answer. */
  async watch<Reply extends { kind: 'ok' } | HubTrouble>(category: HubCategory, call: () => Promise<Reply>): Promise<Reply> {
    const end = this.#pacer(category).begin();
    try {
      const reply = await call();
      end(reply.kind === 'refused' ? throttlingOf(reply, new Date()) : null);
      return reply;
    } catch (error) {
      end(null);
      throw error;
    }
  }

  /** Calls that wait for their turn end with HubIsBusy; those under way end as they may. */
  close(): void {
    for (const category of HubCategory.options) this.#pacer(category).close();
  }

  #pacer(category: HubCategory): Pacer {
    let pacer = this.#pacers.get(category);
    if (!pacer) {
      const { id, hostName, edition } = this.connection;
      pacer = new Pacer({ hostName, key: { hubId: id, category }, pace: paceOf(edition, category) }, this.budgets);
      this.#pacers.set(category, pacer);
    }
    return pacer;
  }

  /** While anything happens, and until a minute has passed without, others can see it. */
  #reportSoon(): void {
    if (this.#report) return;
    this.#report = setTimeout(() => {
      this.#report = null;
      const uses = [...this.#pacers.values()].map((pacer) => pacer.use);
      // What is told is only looked at, so nothing depends on it.
      this.budgets.report(this.connection.id, uses).catch(() => undefined);
      if (uses.some(({ used, waiting }) => used > 0 || Object.values(waiting).some((count) => count > 0))) this.#reportSoon();
    }, REPORT_MS).unref();
  }
}
