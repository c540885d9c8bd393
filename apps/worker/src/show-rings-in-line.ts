import { URGENCIES } from '#core';
import type { Places } from '#lifecycle';
import type { Metrics } from '#platform';

/** Shows how many rings stand in line in this worker: the queue is done with them, so its own numbers do not have them. */
export function showRingsInLine(metrics: Metrics, places: Pick<Places, 'inLine'>): void {
  const inLine = metrics.gauge('lockstep_rings_in_line', 'Rings that wait in this worker until their tenant has a place, by urgency', ['urgency']);
  metrics.beforePrinting(async () => {
    for (const urgency of URGENCIES) inLine.set({ urgency }, places.inLine(urgency));
  });
}
