import { describe, expect, it } from '@jest/globals';
import type { DriftRuns, SweepRun } from '#core';
import { followRun, runLine } from './follow-run.js';

const BEGAN = new Date('2026-03-01T12:00:00Z');
const aRun = (odd: Partial<SweepRun> = {}): SweepRun => ({
  id: 'run-1',
  tenantId: 'default',
  kind: 'sweep',
  dryRun: false,
  state: 'running',
  phase: 'compare',
  cursor: 'pump-7',
  done: 50,
  total: 200,
  fleet: 'whole',
  hub: 'whole',
  tries: 0,
  hindrance: null,
  selection: null,
  detail: null,
  found: null,
  mended: 0,
  askedBy: null,
  approvedBy: null,
  beganAt: BEGAN,
  phaseAt: BEGAN,
  endedAt: null,
  ...odd,
});

describe('a run that is followed', () => {
  it.each([
    { run: aRun(), withBar: false, line: 'Comparing (3 of 5)  50 of 200  30 s left' },
    { run: aRun(), withBar: true, line: 'Comparing (3 of 5)  [======                  ]  50 of 200  30 s left' },
    { run: aRun({ phase: 'list', cursor: null, done: 0, total: null }), withBar: true, line: 'Waiting for a worker' },
    { run: aRun({ phase: 'survey', done: 0, total: null }), withBar: true, line: 'Surveying the hub (2 of 5)  0' },
    { run: aRun({ state: 'held' }), withBar: true, line: 'The run ended: held.' },
  ])('reads "$line"', ({ run, withBar, line }) => expect(runLine(run, new Date('2026-03-01T12:00:10Z'), withBar)).toBe(line));

  it('is followed to its end', async () => {
    const states: SweepRun[] = [aRun({ state: 'done', mended: 3 }), aRun()];
    const runs = { find: async () => states.pop() ?? null } as unknown as DriftRuns;
    let written = '';
    expect(await followRun(runs, aRun(), { isTTY: false, write: (text) => (written += text) })).toMatchObject({ state: 'done', mended: 3 });
    expect(written).toMatch(/^Comparing \(3 of 5\).*\nThe run ended: done\.\n$/);
  });
});
