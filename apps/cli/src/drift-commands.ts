import type { INestApplicationContext } from '@nestjs/common';
import { DRIFT, DRIFT_CLASSES, DriftFindings, DriftRuns, IMPORT_DOES, Refusal, type DriftClass, type KeptFinding, type RunKind, type Selection, type SweepRun } from '#core';
import type { Command } from './command.js';
import { followRun } from './follow-run.js';
import { UsageError, type Call } from './read-call.js';

/** A run did not come to its end: it is held, was dropped, or failed. */
export class RunNotDone extends Refusal {
  readonly code = 'run-not-done';
}

const PAGE = 500;
const BY = 'command line';

/** What differs between fleet and hub, and what becomes of it. */
export const DRIFT_COMMANDS: Readonly<Record<string, Command>> = {
  drift: {
    usage: `drift [--dry-run | --apply] [--class ${DRIFT_CLASSES.join('|')}] [ID...] [--json]`,
    does: 'shows what differs between the fleet and the hub; --dry-run looks anew and changes nothing; --apply looks anew and mends, with --class or IDs only those that were found before',
    run: async (app, call) => {
      if (call.flag('dry-run') && call.flag('apply')) throw new UsageError('Choose --dry-run or --apply.');
      if (call.flag('dry-run')) return shown(app, call, await start(app, call, 'sweep', { dryRun: true }));
      if (!call.flag('apply')) return shown(app, call, (await app.get(DriftRuns).list(call.tenant, { limit: 1, kind: 'sweep' }))[0] ?? null);
      const selection = readSelection(call);
      return shown(app, call, await start(app, call, selection ? 'apply' : 'sweep', { selection }));
    },
  },
  import: {
    usage: 'import [--dry-run] [--json]',
    does: 'brings in the devices that were in the fleet before it was connected; --dry-run says what it would do',
    run: async (app, call) => shown(app, call, await start(app, call, 'import', { dryRun: call.flag('dry-run') })),
  },
  'approve-run': {
    usage: 'approve-run ID',
    does: 'lets a run that stopped and asks go on, however many devices it takes out of the hub',
    run: async (app, call) => shown(app, call, await ended(app, await app.get(DriftRuns).approve(call.tenant, call.subject('the id of the run'), BY))),
  },
  'drop-run': {
    usage: 'drop-run ID',
    does: 'ends a run that is held or under way',
    run: async (app, call) => {
      const run = await app.get(DriftRuns).drop(call.tenant, call.subject('the id of the run'), BY);
      return [`The run ${run.id} is dropped.`];
    },
  },
};

async function start(app: INestApplicationContext, { tenant }: Call, kind: RunKind, { dryRun = false, selection = null }: { dryRun?: boolean; selection?: Selection | null }): Promise<SweepRun> {
  return ended(app, await app.get(DriftRuns).start(tenant, { kind, dryRun, selection, askedBy: BY }));
}

async function ended(app: INestApplicationContext, asked: SweepRun): Promise<SweepRun> {
  const run = await followRun(app.get(DriftRuns), asked);
  if (run.state === 'done') return run;
  const how = run.state === 'held' ? `Approve it with "approve-run ${run.id}" or drop it with "drop-run ${run.id}".` : '';
  throw new RunNotDone([`The run ${run.id} is ${run.state}.`, run.detail ?? '', how].filter(Boolean).join(' '));
}

/** What a run left: by class, and device by device. */
async function shown(app: INestApplicationContext, call: Call, run: SweepRun | null): Promise<string[]> {
  const only = readClass(call);
  const findings = await allFindings(app, call.tenant, run?.kind === 'import' ? 'not-imported' : only);
  if (call.flag('json')) return [JSON.stringify({ run, findings }, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))];
  return [run ? runLine(run) : 'No sweep was made yet.', ...(run?.detail ? [run.detail] : []), ...DRIFT_CLASSES.flatMap((kind) => classLines(kind, findings.filter((finding) => finding.class === kind)))];
}

const runLine = ({ id, kind, dryRun, state, beganAt, mended }: SweepRun): string =>
  `${kind}${dryRun ? ' (dry run)' : ''} ${id} of ${beganAt.toISOString()}: ${state}${dryRun ? '' : `, ${mended} given to the passes`}`;

function classLines(kind: DriftClass, findings: readonly KeptFinding[]): string[] {
  if (findings.length === 0) return [];
  const lines = findings.map(({ deviceId, detail, state }) => `  ${deviceId}  ${state}  ${detail}`);
  return [`${kind}: ${findings.length}. ${DRIFT[kind]}`, ...(kind === 'not-imported' ? importLines(findings) : lines)];
}

function importLines(findings: readonly KeptFinding[]): string[] {
  const statuses = [...new Set(findings.map(({ status }) => status))].filter((status) => status !== null);
  return statuses.map((status) => `  ${status}: ${findings.filter((finding) => finding.status === status).length}. ${IMPORT_DOES[status]}`);
}

async function allFindings(app: INestApplicationContext, tenantId: string, only: DriftClass | null): Promise<KeptFinding[]> {
  const found: KeptFinding[] = [];
  for (;;) {
    const page = await app.get(DriftFindings).list(tenantId, { after: found.at(-1)?.id ?? null, limit: PAGE, ...(only && { class: only }) });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

function readSelection(call: Call): Selection | null {
  const kind = readClass(call);
  const deviceIds = call.subjects.length > 0 ? call.subjects : null;
  return kind || deviceIds ? { classes: kind ? [kind] : null, deviceIds } : null;
}

function readClass({ optional }: Call): DriftClass | null {
  const named = optional('class');
  if (named === null) return null;
  const kind = DRIFT_CLASSES.find((one) => one === named);
  if (!kind) throw new UsageError(`--class must be one of ${DRIFT_CLASSES.join(', ')}.`);
  return kind;
}
