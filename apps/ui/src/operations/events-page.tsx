import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { mdiTimelineOutline } from '@mdi/js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { answerOf, api, nextCursor, type Schemas } from '../api/client.js';
import { Empty } from '../look/empty.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Refused } from '../look/refused.js';
import { STORY_KINDS } from '../look/story-kinds.js';
import { useWhyNot } from '../session/may.js';
import { EventLines } from './event-lines.js';

const PAGE = 100;

type Kind = Schemas['Event']['kind'];

/** The event log of all devices, the latest first. */
export function EventsPage() {
  const whyNot = useWhyNot('device:read', { everywhere: true });
  const [search, setSearch] = useSearchParams();
  const kind = (search.get('kind') ?? '') as Kind | '';
  const deviceId = search.get('deviceId') ?? '';
  const change = (name: string, value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, { replace: true });
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isPending, refetch } = useInfiniteQuery({
    queryKey: ['events', 'log', kind, deviceId],
    enabled: whyNot === null,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(kind !== '' && { kind }), ...(deviceId !== '' && { deviceId }), ...(pageParam !== null && { cursor: pageParam }) };
      const { data: page, headers } = await answerOf(api.GET('/api/v1/events', { params: { query }, signal }));
      return { items: page.items, next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
  });
  if (whyNot !== null) return <Refused whyNot={whyNot} />;
  const events = data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <Stack spacing={2.5}>
      <Stack component="search" direction="row" spacing={1.5} sx={{ flexWrap: 'wrap' }}>
        <TextField select fullWidth={false} label="Kind" value={kind} onChange={(event) => change('kind', event.target.value)} sx={{ width: 170 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}>
          <MenuItem value="">Any</MenuItem>
          {Object.entries(STORY_KINDS).map(([value, { word }]) => (
            <MenuItem key={value} value={value}>
              {word}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          key={deviceId}
          fullWidth={false}
          type="search"
          label="Device id"
          defaultValue={deviceId}
          onBlur={(event) => change('deviceId', event.target.value.trim())}
          onKeyDown={(event) => event.key === 'Enter' && change('deviceId', (event.target as HTMLInputElement).value.trim())}
          sx={{ width: 260 }}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { spellCheck: false } }}
        />
      </Stack>
      <Panel title="Event log" about="What senders told, and each step towards the hub, the latest first.">
        {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {isPending && !error && <LoadingLines lines={8} />}
        {!isPending && !error && events.length === 0 && (
          <Empty icon={mdiTimelineOutline} title="Nothing to show">
            {kind === '' && deviceId === '' ? 'What senders tell of devices appears here as it comes in.' : 'No line passes these filters.'}
          </Empty>
        )}
        <EventLines events={events} />
        {hasNextPage && (
          <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage} sx={{ mt: 2 }}>
            Load older lines
          </Button>
        )}
      </Panel>
    </Stack>
  );
}
