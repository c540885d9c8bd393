import { Deliveries, Devices, Doorbell, DriftFindings, classesOf, remedyOf, shortcomingsOf, type DeviceEvent, type FleetStatus, type KeptFinding, type RunClaim, type SweepRun } from '#core';
import type { AcceptEvent } from '../accept-event.js';
import { goOn, type Next, type Phase } from './phase.js';

const AT_ONCE = 100;

/** Gives every finding to the pass of its device, by the doors that everybody uses. Nothing is written to the hub from here. */
export class Mend implements Phase {
  constructor(
    private readonly findings: DriftFindings,
    private readonly acceptEvent: AcceptEvent,
    private readonly wakes: { devices: Devices; deliveries: Deliveries },
    private readonly doorbell: Doorbell,
  ) {}

  async step({ run }: RunClaim): Promise<Next> {
    const open = await this.findings.next(run, { state: 'open', classes: classesOf(run), after: BigInt(run.cursor ?? 0), limit: AT_ONCE });
    const last = open.at(-1);
    if (!last) return { kind: 'ends', state: 'done', detail: shortcomingsOf(run) };

    const toWake = (await Promise.all(open.map((finding) => this.#mend(run, finding)))).filter((key) => key !== null);
    // A ring that is lost is rung again by the relay: the device is due.
    if (toWake.length > 0) await this.doorbell.ringAll(toWake).catch(() => undefined);
    await this.findings.mark(open.map(({ id }) => id), 'told');
    return goOn(run, { cursor: String(last.id), done: run.done + open.length });
  }

  giveUp({ run }: RunClaim, why: string): Promise<Next> {
    return Promise.resolve({ kind: 'ends', state: 'failed', detail: `${why} Run ${run.id} mended ${run.done} findings.` });
  }

  /** The device that was woken, or null where an event did it. */
  async #mend(run: SweepRun, finding: KeptFinding): Promise<{ tenantId: string; deviceId: string } | null> {
    const key = { tenantId: run.tenantId, deviceId: finding.deviceId };
    const remedy = remedyOf(finding);
    if (finding.class === 'delivery-overwritten') return (await this.wakes.deliveries.again(key)) ? key : null;
    if (remedy.kind === 'wake') return (await this.wakes.devices.wake(key)) ? key : null;

    const event = eventOf(run, finding, remedy.status);
    const origin = { tenantId: run.tenantId, sourceId: run.kind === 'import' || finding.class === 'not-imported' ? 'import' : 'sweep' };
    await this.acceptEvent.run({ origin, read: { kind: 'readable', event }, raw: Buffer.from(JSON.stringify(event)) });
    return null;
  }
}

/** As old as the look that it stands on, so that it never outranks what was told since. The same run tells it once. */
const eventOf = (run: SweepRun, { deviceId, asOf }: KeptFinding, status: FleetStatus): DeviceEvent => ({
  id: `${run.id}:${deviceId}`,
  deviceId,
  type: status === 'decommissioned' ? 'device-decommissioned' : 'device-status-changed',
  status,
  occurredAt: asOf,
  revision: null,
});
