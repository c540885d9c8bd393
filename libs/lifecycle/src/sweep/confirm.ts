import { DRIFT_CLASSES, DriftFindings, Fleet, HubSurvey, Sightings, compare, type DriftClass, type Finding, type KeptFinding, type RunClaim, type Trio } from '#core';
import type { InspectConfigurations } from './inspect-configurations.js';
import type { Judge } from './judge.js';
import { goOn, type Next, type Phase } from './phase.js';

/** So few at a time that a worker's death costs little. */
const AT_ONCE = 20;
/** What a look at the fleet tells, a look at the hub, or only both. The others stand on our own record alone. */
const ASKS_FLEET: readonly DriftClass[] = ['lost-event', 'not-imported', 'extra-in-hub'];
const ASKS_HUB: readonly DriftClass[] = ['missing-in-hub', 'extra-in-hub', 'status-differs', 'identity-replaced'];

/** Looks at each device that is suspected, at the fleet and the hub themselves. What they do not confirm was never found. */
export class Confirm implements Phase {
  constructor(
    private readonly looks: { fleet: Fleet; survey: HubSurvey; configurations: InspectConfigurations },
    private readonly known: { sightings: Sightings; findings: DriftFindings },
    private readonly judge: Judge,
  ) {}

  async step(claim: RunClaim): Promise<Next> {
    const { run } = claim;
    const { findings } = this.known;
    if (run.cursor === null) return goOn(run, { cursor: '0', done: 0, ...(run.kind === 'apply' && run.approvedBy === null && { total: await findings.select(run) }) });

    // After a failure one look is enough to see whether it would fail again.
    const limit = run.tries > 0 ? 1 : AT_ONCE;
    const suspected = await findings.next(run, { state: 'suspected', classes: DRIFT_CLASSES, after: BigInt(run.cursor), limit });
    const last = suspected.at(-1);
    if (!last) return this.judge.ofFindings(claim);
    await this.#confirm(claim, suspected);
    return goOn(run, { cursor: String(last.id), done: run.done + suspected.length });
  }

  /** What was confirmed so far may be mended; the rest is left to the next run. */
  async giveUp(claim: RunClaim): Promise<Next> {
    const { findings } = this.known;
    const rest = await findings.next(claim.run, { state: 'suspected', classes: DRIFT_CLASSES, after: 0n, limit: 100_000 });
    await findings.drop(rest.map(({ id }) => id));
    return this.judge.ofFindings(claim);
  }

  async #confirm(claim: RunClaim, suspected: readonly KeptFinding[]): Promise<void> {
    const { sightings, findings } = this.known;
    const trios = new Map((await sightings.triosOf(claim.run, suspected.map(({ deviceId }) => deviceId))).map((trio) => [trio.deviceId, trio]));
    const isOverwritten = ({ class: kind }: KeptFinding): boolean => kind === 'delivery-overwritten';
    const overwritten = await this.looks.configurations.run(claim, suspected.filter(isOverwritten).map(({ deviceId }) => deviceId));
    const confirmed = await Promise.all(
      suspected.map((finding) => {
        if (isOverwritten(finding)) return overwritten.has(finding.deviceId) ? { ...finding, isSuspicion: false } : null;
        return this.#look(claim, finding, trios.get(finding.deviceId)!);
      }),
    );
    await findings.drop(suspected.filter((_, place) => confirmed[place] === null).map(({ id }) => id));
    await findings.put(claim.run, confirmed.filter((finding) => finding !== null));
  }

  async #look(claim: RunClaim, suspected: KeptFinding, seen: Trio): Promise<Finding | null> {
    if (isHarmless(suspected)) return { ...suspected, isSuspicion: false };
    const trio = await this.#lookAt(claim, suspected, seen);
    // Seen at the device itself, a side is whole; what was not asked is left out of the comparison.
    const look = { fleet: askedFleet(claim, suspected) ? 'whole' : 'unseen', hub: ASKS_HUB.includes(suspected.class) ? 'whole' : 'unseen' } as const;
    const found = compare(trio, { ...look, connectedAt: claim.connectedAt });
    return found && { ...found, class: suspected.class, isSuspicion: false };
  }

  async #lookAt(claim: RunClaim, { class: kind, deviceId }: KeptFinding, seen: Trio): Promise<Trio> {
    const { fleet, hub } = claim;
    const status = fleet && ASKS_FLEET.includes(kind) ? await this.looks.fleet.look(fleet, deviceId) : null;
    return {
      ...seen,
      fleet: status === null ? seen.fleet : status === 'decommissioned' ? null : { status, createdAt: seen.fleet?.createdAt ?? null },
      hub: hub && ASKS_HUB.includes(kind) ? await this.looks.survey.look(hub, deviceId) : seen.hub,
    };
  }
}

/** To tell of a device what its fleet says takes nothing away, and the pass asks the fleet again. */
const isHarmless = ({ class: kind, harm, status }: KeptFinding): boolean =>
  (kind === 'lost-event' || kind === 'not-imported') && harm === 'none' && status !== 'decommissioned';

const askedFleet = ({ fleet }: RunClaim, { class: kind }: KeptFinding): boolean => fleet !== null && ASKS_FLEET.includes(kind);
