import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../api/client.js';
import { ActionButton } from '../look/action-button.js';
import { count, duration } from '../look/format-time.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Time } from '../look/times.js';
import type { WhyNot } from '../session/may.js';
import type { DriftRun, Order } from './drift-orders.js';

const KINDS: Readonly<Record<DriftRun['kind'], string>> = { sweep: 'Comparing', import: 'Importing', apply: 'Mending' };
const PHASES: Readonly<Record<DriftRun['phase'], string>> = { list: 'listing the fleet', survey: 'surveying the hub', compare: 'comparing', confirm: 'confirming', mend: 'mending' };

interface DriftRunPanelProps {
  report: Schemas['DriftReport'];
  whyNot: WhyNot;
  pending: boolean;
  onOrder(order: Order): void;
}

/** How the fleet was compared last, how far the present run is, and a run that waits for a word. */
export function DriftRunPanel({ report: { lastRun, running, held }, whyNot, pending, onOrder }: DriftRunPanelProps) {
  const busy = whyNot ?? (running ? 'A run is under way.' : null);
  return (
    <Panel
      title="Compare the fleet with the hub"
      about="A worker does it by itself from time to time, and mends what no event told of. A dry run finds out and changes nothing."
      actions={
        <>
          <ActionButton variant="contained" whyNot={busy} loading={pending} onClick={() => onOrder({ kind: 'sweep', dryRun: true })}>
            Dry run
          </ActionButton>
          <ActionButton whyNot={busy} loading={pending} onClick={() => onOrder({ kind: 'sweep', dryRun: false })}>
            Compare and mend
          </ActionButton>
        </>
      }
    >
      <Stack spacing={2}>
        {held && <HeldRun run={held} whyNot={whyNot} />}
        {running && <Progress run={running} />}
        <Typography variant="body2" color="textSecondary">
          {lastRun ? (
            <>
              Last compared <Time at={lastRun.endedAt ?? lastRun.beganAt} />
              {lastRun.dryRun && ', as a dry run'}; {count(lastRun.mended)} mended. Fleet {lastRun.fleet} listed, hub {lastRun.hub} surveyed. {lastRun.detail}
            </>
          ) : (
            'Not compared yet.'
          )}
        </Typography>
      </Stack>
    </Panel>
  );
}

function Progress({ run: { kind, dryRun, phase, progress } }: { run: DriftRun }) {
  const { done, total, secondsLeft } = progress;
  return (
    <div>
      <Typography variant="body2" role="status" sx={{ mb: 0.5 }}>
        {KINDS[kind]}
        {dryRun && ' (dry run)'}: {PHASES[phase]}, {count(done)}
        {total !== null && ` of ${count(total)}`} devices{secondsLeft !== null && `, about ${duration(secondsLeft)} left`}.
      </Typography>
      <LinearProgress aria-label="Progress of the run" variant={total ? 'determinate' : 'indeterminate'} value={total ? Math.min(100, (100 * done) / total) : undefined} />
    </div>
  );
}

function HeldRun({ run, whyNot }: { run: DriftRun; whyNot: WhyNot }) {
  const client = useQueryClient();
  const path = { id: run.id };
  const done = { onSuccess: () => client.invalidateQueries({ queryKey: ['drift'] }) };
  const approve = useMutation({ mutationFn: () => answer(api.POST('/api/v1/drift/runs/{id}/approve', { params: { path } })), ...done });
  const drop = useMutation({ mutationFn: () => answer(api.POST('/api/v1/drift/runs/{id}/drop', { params: { path } })), ...done });
  return (
    <Alert severity="warning">
      <AlertTitle sx={{ fontWeight: 650 }}>A run waits for your word</AlertTitle>
      <Typography variant="body2" sx={{ mb: 1 }}>
        {run.detail} Nothing is changed until somebody decides.
      </Typography>
      {(approve.error ?? drop.error) && <ProblemAlert error={approve.error ?? drop.error} />}
      <Stack direction="row" spacing={1}>
        <ActionButton color="error" whyNot={whyNot} loading={approve.isPending} onClick={() => approve.mutate()}>
          Let it go on
        </ActionButton>
        <ActionButton variant="contained" whyNot={whyNot} loading={drop.isPending} onClick={() => drop.mutate()}>
          Drop it
        </ActionButton>
      </Stack>
    </Alert>
  );
}
