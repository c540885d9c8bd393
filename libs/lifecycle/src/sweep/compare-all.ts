import { DRIFT, DRIFT_CLASSES, Deliveries, DriftFindings, Sightings, classesSeen, compare, type Finding, type RunClaim, type SweepRun, type Trio } from '#core';
import { enter, goOn, type Next, type Phase } from './phase.js';
import type { Judge } from './judge.js';

const PAGE = 500;

/** Compares the three sides of every device, a page at a time, and keeps what differs. */
export class CompareAll implements Phase {
  constructor(
    private readonly sightings: Sightings,
    private readonly findings: DriftFindings,
    private readonly judge: Judge,
    private readonly inspected: { deliveries: Deliveries; everyMs: number },
  ) {}

  async step(claim: RunClaim): Promise<Next> {
    const { run } = claim;
    const trios = await this.sightings.trios(run, { after: run.cursor, limit: PAGE });
    const found = trios.map((trio) => this.#compare(claim, trio)).filter((finding) => finding !== null);
    if (found.length > 0) await this.findings.put(run, found);
    const last = trios.at(-1);
    return trios.length === PAGE && last ? goOn(run, { cursor: last.deviceId, done: run.done + trios.length }) : this.#end(claim);
  }

  giveUp({ run }: RunClaim, why: string): Promise<Next> {
    return Promise.resolve({ kind: 'ends', state: 'failed', detail: `${why} Run ${run.id} found nothing.` });
  }

  #compare({ run, connectedAt }: RunClaim, trio: Trio): Finding | null {
    const finding = compare(trio, { fleet: run.fleet, hub: run.hub, connectedAt });
    return run.kind === 'import' && finding?.class !== 'not-imported' ? null : finding;
  }

  async #end(claim: RunClaim): Promise<Next> {
    const { run } = claim;
    const held = await this.judge.ofList(claim);
    if (held) return held;
    if (run.kind === 'sweep') {
      await this.#tidy(run);
      await this.#suspectOverwritten(claim);
    }
    return enter(run, 'confirm', { total: await this.findings.tally(run, { state: 'suspected', classes: DRIFT_CLASSES }) });
  }

  /** Anybody may write a configuration at any time, and only a look at each tells: so each is suspected in its turn. */
  async #suspectOverwritten({ run, hub, fleet, intervalMs }: RunClaim): Promise<void> {
    const { deliveries, everyMs } = this.inspected;
    if (everyMs === 0 || !hub || hub.paused || !fleet || fleet.trouble) return;
    const due = await deliveries.due(run, { everyMs, intervalMs });
    const suspicion = { class: 'delivery-overwritten', detail: DRIFT['delivery-overwritten'], status: null, harm: 'none', isSuspicion: true } as const;
    if (due.length > 0) await this.findings.put(run, due.map((deviceId) => ({ ...suspicion, deviceId })));
  }

  async #tidy(run: SweepRun): Promise<void> {
    await this.findings.closeOthers(run, classesSeen(run));
    await this.sightings.learnEtags(run);
  }
}
