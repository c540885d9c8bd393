import Stack from '@mui/material/Stack';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '../api/client.js';
import { useAnnounce } from '../look/announcements.js';
import { LoadingLines } from '../look/loading.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { useWhyNot } from '../session/may.js';
import { DriftClasses } from './drift-classes.js';
import { DriftFindings } from './drift-findings.js';
import type { DriftClass, DriftRun, Order } from './drift-orders.js';
import { DriftRunPanel } from './drift-run-panel.js';

const RUNNING_MS = 2_000;
const RESTING_MS = 20_000;

const start = (order: Order): Promise<DriftRun> => {
  if (order.kind === 'apply') return answer(api.POST('/api/v1/drift/apply', { body: order.class ? { class: order.class } : {} }));
  const { kind, dryRun } = order;
  return kind === 'sweep' ? answer(api.POST('/api/v1/drift/runs', { body: { dryRun } })) : answer(api.POST('/api/v1/drift/import', { body: { dryRun } }));
};

/** What differs between the fleet, our record and the hub, and what mends it. */
export function DriftPage() {
  const hidden = useWhyNot('device:read', { everywhere: true });
  const whyNot = useWhyNot('integration:manage', { everywhere: true });
  const client = useQueryClient();
  const announce = useAnnounce();
  const [shown, setShown] = useState<DriftClass | null>(null);
  const { data: report, error, refetch } = useQuery({
    queryKey: ['drift', 'report'],
    queryFn: () => answer(api.GET('/api/v1/drift')),
    enabled: hidden === null,
    refetchInterval: ({ state }) => (state.data?.running ? RUNNING_MS : RESTING_MS),
  });
  const order = useMutation({
    mutationFn: start,
    onSuccess: async (_run, { kind }) => {
      announce(kind === 'import' ? 'A worker begins with the import.' : kind === 'apply' ? 'A worker begins to mend.' : 'A worker begins to compare.', 'info');
      await client.invalidateQueries({ queryKey: ['drift'] });
    },
  });
  if (hidden !== null) return <Refused whyNot={hidden} />;

  return (
    <Stack spacing={2.5}>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {order.isError && <ProblemAlert error={order.error} />}
      {!report && !error && <LoadingLines />}
      {report && (
        <>
          <DriftRunPanel report={report} whyNot={whyNot} pending={order.isPending} onOrder={(wanted) => order.mutate(wanted)} />
          <DriftClasses report={report} whyNot={whyNot ?? (report.running ? 'A run is under way.' : null)} shown={shown} onShow={setShown} onOrder={(wanted) => order.mutate(wanted)} />
          <DriftFindings only={shown} onAll={() => setShown(null)} />
        </>
      )}
    </Stack>
  );
}
