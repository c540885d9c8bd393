import { setTimeout as pause } from 'node:timers/promises';
import { DriftRuns, NotFound, RUN_PHASES, secondsLeft, type RunPhase, type SweepRun } from '#core';

const EVERY_MS = 500;
/** Where lines are kept, one now and then will do, ms. */
const LINE_EVERY_MS = 5_000;
const BAR = 24;

const DOES: Readonly<Record<RunPhase, string>> = {
  list: 'Listing the fleet',
  survey: 'Surveying the hub',
  compare: 'Comparing',
  confirm: 'Looking at what differs',
  mend: 'Mending',
};

interface Screen {
  isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a run is until nobody works on it any more: a bar on a terminal, plain lines elsewhere. */
export async function followRun(runs: DriftRuns, { tenantId, id }: SweepRun, screen: Screen = process.stderr): Promise<SweepRun> {
  let shown = '';
  let shownAt = -Infinity;
  for (;;) {
    const run = await runs.find(tenantId, id);
    if (!run) throw new NotFound(`The run ${id} is gone.`);
    const isOver = run.state !== 'running';
    const line = runLine(run, new Date(), screen.isTTY === true);
    const isDue = screen.isTTY === true || isOver || performance.now() - shownAt >= LINE_EVERY_MS;
    if (line !== shown && isDue) {
      screen.write(screen.isTTY ? `\r${line.padEnd(78)}${isOver ? '\n' : ''}` : `${line}\n`);
      shown = line;
      shownAt = performance.now();
    }
    if (isOver) return run;
    await pause(EVERY_MS);
  }
}

export function runLine(run: SweepRun, now: Date, withBar: boolean): string {
  if (run.state !== 'running') return `The run ended: ${run.state}.`;
  const { phase, done, total } = run;
  if (phase === 'list' && run.cursor === null) return 'Waiting for a worker';
  const step = `${DOES[phase]} (${RUN_PHASES.indexOf(phase) + 1} of ${RUN_PHASES.length})`;
  const left = secondsLeft(run, now);
  const count = total === null ? `${done}` : `${done} of ${Math.max(done, total)}`;
  return [step, ...(withBar && total !== null ? [bar(done, total)] : []), count, ...(left === null ? [] : [`${left} s left`])].join('  ');
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR : Math.min(BAR, Math.floor((BAR * done) / total));
  return `[${'='.repeat(filled)}${' '.repeat(BAR - filled)}]`;
}
