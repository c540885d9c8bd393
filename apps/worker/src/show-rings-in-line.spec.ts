// Real: the metrics and the places.
import { describe, expect, it } from '@jest/globals';
import { Places } from '#lifecycle';
import { Metrics } from '#platform';
import { aKey } from '../../../test/support/builders.js';
import { showRingsInLine } from './show-rings-in-line.js';

describe('the metrics of a worker', () => {
  it('show how many rings stand in line for a place, by urgency', async () => {
    const metrics = new Metrics('worker');
    const places = new Places(1);
    showRingsInLine(metrics, places);
    expect(await metrics.print()).toContain('lockstep_rings_in_line{urgency="usual",app="worker"} 0');

    let finish!: () => void;
    const first = places.take(aKey('one'), 'usual', () => new Promise<void>((over) => (finish = over)));
    await places.take(aKey('two'), 'usual', async () => undefined);
    await places.take(aKey('three'), 'usual', async () => undefined);
    await places.take(aKey('four'), 'urgent', async () => undefined);
    const page = await metrics.print();
    expect(page).toContain('lockstep_rings_in_line{urgency="usual",app="worker"} 2');
    expect(page).toContain('lockstep_rings_in_line{urgency="urgent",app="worker"} 1');

    finish();
    await first;
    await places.idle();
    expect(await metrics.print()).toContain('lockstep_rings_in_line{urgency="urgent",app="worker"} 0');
  });
});
