import { HubBudgets, HubCategory, LANES, paceOf, type BudgetSight, type QueueCounts, type StoreCounts, type StoreFigures } from '#core';
import type { Metrics } from './metrics.js';

export interface FigureSources {
  store: StoreCounts;
  queue: QueueCounts;
  budgets: HubBudgets;
}

type Hub = StoreFigures['hubs'][number];

/** Whoever scrapes often, or with many, sees the same figures for so long: they are counted for all. */
const KEPT_MS = 5_000;

/** Puts what is counted for the whole installation on the page: devices, queues, dead letters, budgets. Every process that shows them shows the same. */
export function showFigures(metrics: Metrics, { store, queue, budgets }: FigureSources): void {
  const show = storeGauges(metrics);
  const showQueue = queueGauges(metrics);
  const showBudget = budgetGauges(metrics);
  const isAway = metrics.gauge('lockstep_figures_missing', '1 while the figures of this source cannot be read, so that they are missing here', ['source']);

  const fill = async <Figures>(source: string, read: () => Promise<Figures>, to: { reset(): void; set(figures: Figures): void }): Promise<void> => {
    const figures = await read().catch(() => null);
    isAway.set({ source }, figures === null ? 1 : 0);
    to.reset();
    if (figures !== null) to.set(figures);
  };
  const readBudgets = async (): Promise<[Hub, BudgetSight[]][]> => {
    const { hubs } = await store.read();
    return Promise.all(hubs.map(async (hub): Promise<[Hub, BudgetSight[]]> => [hub, await budgets.look(hub.id)]));
  };

  let filledAt = -Infinity;
  metrics.beforePrinting(async () => {
    if (performance.now() - filledAt < KEPT_MS) return;
    filledAt = performance.now();
    await Promise.all([fill('store', () => store.read(), show), fill('queue', () => queue.read(), showQueue), fill('budgets', readBudgets, showBudget)]);
  });
}

function storeGauges(metrics: Metrics) {
  const devices = metrics.gauge('lockstep_devices', 'Devices by the state of their sync', ['tenant', 'sync']);
  const overdue = metrics.gauge('lockstep_devices_overdue', 'Devices whose wake-up is due and that no pass has taken up', []);
  const oldest = metrics.gauge('lockstep_oldest_overdue_seconds', 'How long the first of them has been waiting', []);
  const letters = metrics.gauge('lockstep_dead_letters', 'Open dead letters, of events and of devices', ['tenant', 'kind']);
  const drift = metrics.gauge('lockstep_drift_findings', 'What sweeps found and is not mended yet', ['tenant', 'class']);
  const sweepAgo = metrics.gauge('lockstep_last_sweep_seconds', 'Since the last sweep that came to its end', ['tenant']);
  const sweepTook = metrics.gauge('lockstep_last_sweep_duration_seconds', 'How long that sweep took', ['tenant']);
  const held = metrics.gauge('lockstep_sweeps_held', "Sweeps that wait for an operator's word", ['tenant']);
  const connections = metrics.gauge('lockstep_connections', 'Connections to hubs and fleet managers, by how they are: well, paused, or the reason of their trouble', ['connection', 'state']);
  const trouble = metrics.gauge('lockstep_connection_trouble_seconds', 'For how long a connection has been in trouble', ['tenant', 'connection', 'reason']);
  const all = [devices, overdue, oldest, letters, drift, sweepAgo, sweepTook, held, connections, trouble];
  return {
    reset: () => all.forEach((gauge) => gauge.reset()),
    set: (figures: StoreFigures) => {
      for (const { tenantId, kind, count } of figures.devices) devices.set({ tenant: tenantId, sync: kind }, count);
      for (const { tenantId, kind, count } of figures.deadLetters) letters.set({ tenant: tenantId, kind }, count);
      for (const { tenantId, kind, count } of figures.drift) drift.set({ tenant: tenantId, class: kind }, count);
      for (const { tenantId, agoSeconds, tookSeconds, held: runs } of figures.sweeps) {
        if (agoSeconds !== null) sweepAgo.set({ tenant: tenantId }, agoSeconds);
        if (tookSeconds !== null) sweepTook.set({ tenant: tenantId }, tookSeconds);
        held.set({ tenant: tenantId }, runs);
      }
      for (const { connection, state } of figures.connections) {
        const alike = figures.connections.filter((other) => other.connection === connection && other.state === state);
        connections.set({ connection, state }, alike.length);
      }
      for (const { tenantId, connection, state, troubleSeconds } of figures.connections) {
        if (state !== 'well' && state !== 'paused') trouble.set({ tenant: tenantId, connection, reason: state }, troubleSeconds);
      }
      overdue.set({}, figures.overdue.devices);
      oldest.set({}, figures.overdue.oldestSeconds);
    },
  };
}

function queueGauges(metrics: Metrics) {
  const jobs = metrics.gauge('lockstep_queue_jobs', 'Jobs in a queue, by their state', ['queue', 'state']);
  const oldest = metrics.gauge('lockstep_queue_oldest_seconds', 'The age of the oldest job in a queue, by their state', ['queue', 'state']);
  return {
    reset: () => [jobs, oldest].forEach((gauge) => gauge.reset()),
    set: (figures: Awaited<ReturnType<QueueCounts['read']>>) => {
      for (const figure of figures) {
        jobs.set({ queue: figure.queue, state: figure.state }, figure.jobs);
        oldest.set({ queue: figure.queue, state: figure.state }, figure.oldestSeconds);
      }
    },
  };
}

function budgetGauges(metrics: Metrics) {
  const labels = ['tenant', 'hub', 'category'] as const;
  const allowed = metrics.gauge('lockstep_hub_budget_allowed_per_minute', 'Operations a minute that we allow ourselves now, slowdowns by the hub counted in', labels);
  const used = metrics.gauge('lockstep_hub_budget_used_per_minute', 'Operations of the last minute, of all processes', labels);
  const refused = metrics.gauge('lockstep_hub_budget_refused_per_minute', 'Calls that the hub refused for want of budget in the last minute (429)', labels);
  const closed = metrics.gauge('lockstep_hub_budget_closed_seconds', 'Nothing goes for so long, as the hub asked', labels);
  const waiting = metrics.gauge('lockstep_hub_budget_waiting', 'Calls that wait for their turn, by lane', [...labels, 'lane']);
  const paused = metrics.gauge('lockstep_hub_paused', '1 while somebody has paused the connection', ['tenant', 'hub']);
  const all = [allowed, used, refused, closed, waiting, paused];
  return {
    reset: () => all.forEach((gauge) => gauge.reset()),
    set: (hubs: readonly [Hub, readonly BudgetSight[]][]) => {
      for (const [hub, sights] of hubs) {
        paused.set({ tenant: hub.tenantId, hub: hub.hostName }, hub.paused ? 1 : 0);
        for (const category of HubCategory.options) {
          const sight = sights.find((one) => one.category === category);
          const pace = paceOf(hub.edition, category);
          const at = { tenant: hub.tenantId, hub: hub.hostName, category };
          allowed.set(at, Math.floor(pace.perMinute * (sight?.share ?? pace.firstShare)));
          used.set(at, sight?.used ?? 0);
          refused.set(at, sight?.refused ?? 0);
          closed.set(at, Math.max(0, ((sight?.closedUntil?.getTime() ?? 0) - Date.now()) / 1_000));
          for (const lane of LANES) waiting.set({ ...at, lane }, sight?.waiting[lane] ?? 0);
        }
      }
    },
  };
}
