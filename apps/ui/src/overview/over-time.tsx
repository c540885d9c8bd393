import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { mdiChartAreaspline } from '@mdi/js';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { answer, api } from '../api/client.js';
import { Empty } from '../look/empty.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';

// The chart is a third of what the first page weighs, and nothing else waits for it.
const StateChart = lazy(async () => ({ default: (await import('./state-chart.js')).StateChart }));

const SPANS = [
  [1, '1 h'],
  [24, '24 h'],
  [168, '7 d'],
] as const;
const ASK_EVERY_MS = 60_000;
const FEWEST = 2;

/** The states of the fleet over time. */
export function OverTime() {
  const [hours, setHours] = useState<number>(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['overview', 'history', hours],
    queryFn: () => answer(api.GET('/api/v1/overview/history', { params: { query: { hours } } })),
    refetchInterval: ASK_EVERY_MS,
    placeholderData: (before) => before,
  });
  return (
    <Panel
      title="Over time"
      about="Devices by state"
      actions={
        <ToggleButtonGroup exclusive size="small" aria-label="How far back" value={hours} onChange={(_event, wanted: number | null) => wanted && setHours(wanted)}>
          {SPANS.map(([span, word]) => (
            <ToggleButton key={span} value={span} sx={{ px: 1.5, py: 0.25, minHeight: 30, textTransform: 'none' }}>
              {word}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines lines={6} />}
      {data && data.items.length < FEWEST && (
        <Empty icon={mdiChartAreaspline} title="Not long enough yet">
          The worker counts devices every minute. A line begins with the second count.
        </Empty>
      )}
      {data && data.items.length >= FEWEST && (
        <Suspense fallback={<LoadingLines lines={6} />}>
          <StateChart items={data.items} long={hours > 24} />
        </Suspense>
      )}
    </Panel>
  );
}
