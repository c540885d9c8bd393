import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client.js';
import { LoadingLines } from '../look/loading.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { useWhyNot } from '../session/may.js';
import { AwaitedPanel, JobsPanel } from './queue-counts.js';
import { UnderWayPanel, WakeUpsPanel } from './queue-devices.js';

const ASK_EVERY_MS = 3_000;

/** What workers do now and what they do next, in terms of devices. Nothing can be changed here: a device is woken on its own page. */
export function QueuePage() {
  const hidden = useWhyNot('integration:manage');
  const { data: queue, error, refetch } = useQuery({ queryKey: ['queue'], queryFn: () => answer(api.GET('/api/v1/queue')), enabled: hidden === null, refetchInterval: ASK_EVERY_MS });
  if (hidden !== null) return <Refused whyNot={hidden} />;
  return (
    <Stack spacing={2.5}>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!queue && !error && <LoadingLines lines={8} />}
      {queue && (
        <>
          {queue.jobs === null && <Alert severity="error">The queue does not answer, so its jobs cannot be counted. What stands in the database is shown below; workers go on by themselves when the queue is back.</Alert>}
          {queue.jobs && <JobsPanel jobs={queue.jobs} />}
          <UnderWayPanel underWay={queue.underWay} />
          <AwaitedPanel awaited={queue.awaited} />
          <WakeUpsPanel wakeUps={queue.wakeUps} />
        </>
      )}
    </Stack>
  );
}
