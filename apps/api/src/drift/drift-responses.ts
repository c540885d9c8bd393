import { z } from 'zod';
import { DRIFT, IMPORT_DOES, RUN_KINDS, RUN_PHASES, RUN_STATES, secondsLeft, type DriftCount, type FleetStatus, type KeptFinding, type SweepRun } from '#core';
import { DriftClassName } from './drift-bodies.js';

const Extent = z.enum(['unseen', 'partly', 'whole']);

export const RunResponse = z
  .object({
    id: z.uuid(),
    kind: z.enum(RUN_KINDS),
    dryRun: z.boolean(),
    state: z.enum(RUN_STATES).meta({ description: 'A held run waits for an operator and changes nothing.' }),
    phase: z.enum(RUN_PHASES),
    progress: z
      .object({ done: z.int(), total: z.int().nullable(), secondsLeft: z.int().nullable() })
      .meta({ description: 'Devices that the phase has looked at, how many there are, and how long the rest of it takes.' }),
    fleet: Extent.meta({ description: 'How much of the fleet was listed.' }),
    hub: Extent.meta({ description: 'How much of the hub was surveyed. A large hub whose counts fit is not surveyed each time.' }),
    found: z.record(z.string(), z.int()).nullable().meta({ description: 'Findings by class; null before the run ended.' }),
    mended: z.int().meta({ description: 'Findings that were given to the passes of their devices.' }),
    detail: z.string().nullable().meta({ description: 'What it waits for, or could not see.' }),
    askedBy: z.string().nullable().meta({ description: 'Null when it was its time.' }),
    approvedBy: z.string().nullable(),
    beganAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'DriftRun' });
export type RunResponse = z.infer<typeof RunResponse>;

export const RunList = z.object({ items: z.array(RunResponse) }).meta({ id: 'DriftRunList' });

export const FindingResponse = z
  .object({
    id: z.string(),
    deviceId: z.string(),
    class: DriftClassName,
    sentence: z.string().meta({ description: 'What the class means.' }),
    detail: z.string().meta({ description: 'What is the case with this device.' }),
    harm: z.enum(['none', 'disable', 'delete']).meta({ description: 'What mending it takes away from the device in the hub.' }),
    state: z.enum(['open', 'told', 'closed']).meta({ description: 'told: given to the pass of the device. closed: a later run did not find it any more.' }),
    runId: z.uuid(),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: 'DriftFinding' });
export type FindingResponse = z.infer<typeof FindingResponse>;

export const FindingPage = z.object({ items: z.array(FindingResponse) }).meta({ id: 'DriftFindingPage' });

export const ReportResponse = z
  .object({
    lastRun: RunResponse.nullable().meta({ description: 'The last sweep, dry or not.' }),
    running: RunResponse.nullable(),
    held: RunResponse.nullable().meta({ description: 'The run that waits for an operator.' }),
    classes: z.array(z.object({ class: DriftClassName, sentence: z.string(), open: z.int(), told: z.int() })),
    imports: z.array(z.object({ status: z.string(), devices: z.int(), does: z.string() })).meta({ description: 'What an import would do, by what the fleet says of the devices.' }),
  })
  .meta({ id: 'DriftReport' });
export type ReportResponse = z.infer<typeof ReportResponse>;

export const runResponse = (run: SweepRun): RunResponse => ({
  id: run.id,
  kind: run.kind,
  dryRun: run.dryRun,
  state: run.state,
  phase: run.phase,
  progress: { done: run.done, total: run.total, secondsLeft: secondsLeft(run, new Date()) },
  fleet: run.fleet,
  hub: run.hub,
  found: run.found && { ...run.found },
  mended: run.mended,
  detail: run.detail,
  askedBy: run.askedBy,
  approvedBy: run.approvedBy,
  beganAt: run.beganAt.toISOString(),
  endedAt: run.endedAt?.toISOString() ?? null,
});

export const findingResponse = (finding: KeptFinding): FindingResponse => ({
  id: String(finding.id),
  deviceId: finding.deviceId,
  class: finding.class,
  sentence: DRIFT[finding.class],
  detail: finding.detail,
  harm: finding.harm,
  state: finding.state === 'suspected' ? 'open' : finding.state,
  runId: finding.runId,
  firstAt: finding.firstAt.toISOString(),
  lastAt: finding.lastAt.toISOString(),
});

export const classResponse = ({ class: kind, open, told }: DriftCount): ReportResponse['classes'][number] => ({ class: kind, sentence: DRIFT[kind], open, told });

export const importResponse = ({ status, devices }: { status: FleetStatus; devices: number }): ReportResponse['imports'][number] => ({ status, devices, does: IMPORT_DOES[status] });
