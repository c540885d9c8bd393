import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics, type LabelValues } from 'prom-client';
import type { MetricsPage } from '../management/serve-management.js';

/** Seconds. A hub holds a throttled call back for 40 s and more. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 75];

/** How a call to the hub or the fleet ended. */
export type CallResult = 'ok' | 'throttled' | 'refused' | 'no-answer';

/**
 * What one process measures. Labels have few values: a route and never its address, a reason and never a text, no device. A
 * tenant is named where it is counted in the store.
 */
export class Metrics implements MetricsPage {
  readonly #registry = new Registry();
  readonly #histogram = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Histogram({ name, help, labelNames: [...labelNames], buckets: SECONDS, registers: [this.#registry] });
  readonly #counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers: [this.#registry] });

  /** Its count is the rate, its status the errors. */
  readonly requests = this.#histogram('lockstep_http_request_duration_seconds', 'Requests answered, by route, method and class of the status', ['route', 'method', 'status']);
  readonly events = this.#counter('lockstep_events_total', 'Events that came in: accepted, repeated, buried as a dead letter, or refused because the database was away', ['source', 'result']);
  readonly passes = this.#counter('lockstep_passes_total', 'Passes that ended, by outcome and reason', ['outcome', 'reason']);
  readonly passSeconds = this.#histogram('lockstep_pass_duration_seconds', 'How long passes took from claim to settle', ['outcome']);
  readonly steps = this.#counter('lockstep_steps_total', 'Steps that passes took to their end', ['step']);
  readonly leaseLosses = this.#counter('lockstep_lease_losses_total', 'Passes that lost their device to another one', []);
  readonly stalls = this.#counter('lockstep_stalled_jobs_total', 'Jobs that a worker dropped, found by this one', ['queue']);
  readonly hubCalls = this.#histogram('lockstep_hub_call_duration_seconds', 'Calls to hubs, from sending to the answer', ['operation', 'result']);
  readonly fleetCalls = this.#histogram('lockstep_fleet_call_duration_seconds', 'Calls to fleet managers, from sending to the answer', ['operation', 'result']);

  constructor(app: string) {
    this.#registry.setDefaultLabels({ app });
    // Counters without labels are there from the beginning; the others from their first event on.
    this.leaseLosses.inc(0);
  }

  /** Memory, CPU, garbage, and how far the event loop is behind. Costs a little all the time, so only where somebody looks. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** A gauge that is set by whoever is asked for figures when the page is printed. */
  gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): { set(labels: LabelValues<Label>, value: number): void; reset(): void } {
    const gauge = new Gauge({ name, help, labelNames: [...labelNames], registers: [this.#registry] });
    return { set: (labels, value) => gauge.set(labels, value), reset: () => gauge.reset() };
  }

  readonly #sources: (() => Promise<void>)[] = [];

  /** Runs before each printing. One that fails leaves its gauges empty: an old figure would be taken for a new one. */
  beforePrinting(fill: () => Promise<void>): void {
    this.#sources.push(fill);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async print(): Promise<string> {
    await Promise.all(this.#sources.map((fill) => fill()));
    return this.#registry.metrics();
  }
}
