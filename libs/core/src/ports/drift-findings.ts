import type { DriftClass, Finding, FindingState } from '../drift/drift.js';
import type { DriftCount, KeptFinding, SweepRun } from '../drift/run.js';
import type { FleetStatus } from '../fleet-status.js';

/** The devices that are not as they should be, each once a class, with when that was first and last seen. */
export abstract class DriftFindings {
  /** Keeps what a run found; what it suspects is shown to nobody until it is confirmed. */
  abstract put(run: SweepRun, findings: readonly Finding[]): Promise<void>;

  /** Gives a run the findings of earlier ones that it is to mend, to be confirmed anew; for an `apply`. */
  abstract select(run: SweepRun): Promise<number>;

  /** Findings of a run in this state and of these classes, after the one named, at most `limit`. */
  abstract next(run: SweepRun, of: { state: FindingState; classes: readonly DriftClass[]; after: bigint; limit: number }): Promise<KeptFinding[]>;

  /** How many findings of a run are in this state and of these classes. */
  abstract tally(run: SweepRun, of: { state: FindingState; classes: readonly DriftClass[] }): Promise<number>;

  abstract mark(ids: readonly bigint[], state: FindingState): Promise<void>;

  /** Takes away what a look at the device did not confirm. */
  abstract drop(ids: readonly bigint[]): Promise<void>;

  /** Closes what earlier runs found and this one did not, in the classes that it could see to the end. */
  abstract closeOthers(run: SweepRun, classes: readonly DriftClass[]): Promise<void>;

  abstract counts(tenantId: string): Promise<DriftCount[]>;

  /** Devices that wait for an import, by what the fleet says of them. */
  abstract toImport(tenantId: string): Promise<{ status: FleetStatus; devices: number }[]>;

  /** Open findings and those that were given to passes, newest id last. */
  abstract list(tenantId: string, page: { after: bigint | null; limit: number; class?: DriftClass; state?: FindingState }): Promise<KeptFinding[]>;
}
