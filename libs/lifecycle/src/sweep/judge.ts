import { DriftFindings, Sightings, classesOf, guardOf, shortcomingsOf, type DriftClass, type RunClaim } from '#core';
import { enter, type Next } from './phase.js';

/** What the fleet's list alone can say: looked at before each device is asked for, so that a wrong list does not cost as many looks. */
const OF_THE_LIST: readonly DriftClass[] = ['lost-event', 'not-imported'];

/** Asks the guard whether a run may go on by itself. A run that an operator approved may. */
export class Judge {
  constructor(
    private readonly sightings: Sightings,
    private readonly findings: DriftFindings,
  ) {}

  /** After the comparison: the end of the run when the list of the fleet cannot be believed, else null. */
  ofList(claim: RunClaim): Promise<Next | null> {
    return this.#held(claim, classesOf(claim.run).filter((one) => OF_THE_LIST.includes(one)));
  }

  /** After the looks: what is left goes to the passes, unless it is too much or nobody wants it mended. */
  async ofFindings(claim: RunClaim): Promise<Next> {
    const { run } = claim;
    const held = await this.#held(claim, classesOf(run));
    if (held) return held;
    if (run.dryRun) return { kind: 'ends', state: 'done', detail: shortcomingsOf(run) };
    return enter(run, 'mend', { total: await this.findings.tally(run, { state: 'open', classes: classesOf(run) }) });
  }

  async #held({ run }: RunClaim, classes: readonly DriftClass[]): Promise<Next | null> {
    if (run.approvedBy !== null) return null;
    const verdict = guardOf(await this.sightings.reach(run, classes));
    if (verdict.kind === 'free') return null;
    return run.dryRun ? { kind: 'ends', state: 'done', detail: `A run would stop and ask. ${verdict.detail}` } : { kind: 'ends', state: 'held', detail: verdict.detail };
  }
}
