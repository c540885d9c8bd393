import Button from '@mui/material/Button';
import { mdiTimelineOutline } from '@mdi/js';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '../api/client.js';
import { Empty } from '../look/empty.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { EventLines } from '../operations/event-lines.js';

const SHOWN = 8;

/** What happened last, to any device. */
export function LastEvents() {
  const { data, error, refetch } = useQuery({ queryKey: ['events', 'last'], queryFn: () => answer(api.GET('/api/v1/events', { params: { query: { limit: SHOWN } } })), refetchInterval: 15_000 });
  return (
    <Panel
      title="Last events"
      actions={
        <Button component={Link} to="/operations/events" variant="text">
          All events
        </Button>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines />}
      {data?.items.length === 0 && (
        <Empty icon={mdiTimelineOutline} title="Nothing happened yet">
          What senders tell, and each step towards the hub, appears here.
        </Empty>
      )}
      {data && <EventLines events={data.items} />}
    </Panel>
  );
}
