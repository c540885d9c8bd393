import { Registry, collectDefaultMetrics } from 'prom-client';
import type { MetricsPage } from '../management/serve-management.js';

/** The metrics of one process. */
export class OpenMetrics implements MetricsPage {
  readonly registry = new Registry();

  constructor(app: string) {
    this.registry.setDefaultLabels({ app });
    // Memory, CPU, and how far the event loop is behind.
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  print(): Promise<string> {
    return this.registry.metrics();
  }
}
