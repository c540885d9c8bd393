import { PostgresDriftFindings, PostgresDriftRuns } from '#adapters/postgres';
import { DEFAULT_TENANT, type KeptFinding, type RunWish, type SweepRun } from '#core';
import type { Stack } from './lockstep.js';
import { waitFor } from './wait-for.js';

/** What the tests ask of sweeps, as an operator would. */
export interface DriftControl {
  runs: PostgresDriftRuns;
  findings: PostgresDriftFindings;
  /** Asks for a run and waits until nobody works on it any more. */
  sweep(odd?: Partial<RunWish>): Promise<SweepRun>;
  ended(id: string): Promise<SweepRun>;
  /** What is open or was told, as `class device`. */
  found(): Promise<string[]>;
  list(): Promise<KeptFinding[]>;
}

export function openDrift({ database }: Pick<Stack, 'database'>): DriftControl {
  const runs = new PostgresDriftRuns(database);
  const findings = new PostgresDriftFindings(database);
  const list = () => findings.list(DEFAULT_TENANT, { after: null, limit: 10_000 });
  const ended = (id: string) =>
    waitFor(`run ${id} to end`, async () => {
      const run = await runs.find(DEFAULT_TENANT, id);
      if (run && run.state !== 'running') return run;
      throw new Error(JSON.stringify(run));
    }, { withinMs: 120_000 });

  return {
    runs,
    findings,
    ended,
    list,
    sweep: async (odd = {}) => ended((await runs.start(DEFAULT_TENANT, { kind: 'sweep', dryRun: false, selection: null, askedBy: 'a test', ...odd })).id),
    found: async () => (await list()).map((finding) => `${finding.class} ${finding.deviceId}`).sort(),
  };
}
