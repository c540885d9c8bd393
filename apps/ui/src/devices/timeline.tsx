import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { mdiTimelineOutline } from '@mdi/js';
import { useInfiniteQuery } from '@tanstack/react-query';
import { answerOf, api, nextCursor, type Schemas } from '../api/client.js';
import { Empty } from '../look/empty.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { STORY_KINDS } from '../look/story-kinds.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import { Calls } from './calls.js';

type Line = Schemas['TimelineLine'];

const PAGE = 200;

/** What happened to a device, the latest first. */
export function Timeline({ deviceId }: { deviceId: string }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isPending, refetch } = useInfiniteQuery({
    queryKey: ['device', deviceId, 'timeline'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const query = { limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) };
      const { data: page, headers } = await answerOf(api.GET('/api/v1/devices/{deviceId}/timeline', { params: { path: { deviceId }, query } }));
      return { items: page.items, next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
  });
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];

  return (
    <Panel title="Timeline" about="From the event to the hub call and the delivery, the latest first.">
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <LoadingLines />}
      {!isPending && lines.length === 0 && !error && (
        <Empty icon={mdiTimelineOutline} title="Nothing happened yet">
          Each event, each step towards the hub and each delivery is written here.
        </Empty>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage} sx={{ mb: 1 }}>
          Load what came later
        </Button>
      )}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {lines.toReversed().map((line) => (
          <Entry key={line.id} line={line} />
        ))}
      </Box>
    </Panel>
  );
}

function Entry({ line: { id, at, kind, step, reason, sentence, calls } }: { line: Line }) {
  const { word, icon, tone } = STORY_KINDS[kind];
  const colour = `var(--mui-palette-${tone}-main)`;
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '28px 1fr', columnGap: 1.5, position: 'relative', pb: 2, '&:not(:last-of-type)::before': { content: '""', position: 'absolute', left: 13, top: 28, bottom: 0, width: '2px', bgcolor: 'divider' } }}>
      <Box sx={{ width: 28, height: 28, borderRadius: '50%', display: 'grid', placeItems: 'center', color: colour, backgroundColor: `color-mix(in srgb, ${colour} 12%, transparent)` }}>
        <Icon path={icon} sx={{ fontSize: 17 }} />
      </Box>
      <Box sx={{ minWidth: 0, pt: 0.25 }}>
        <Stack direction="row" spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1.5 }}>
          <Typography variant="body2" component="span" sx={{ fontWeight: 650, color: colour }}>
            {word}
          </Typography>
          <Typography variant="body2" component="span" color="textSecondary">
            <Time at={at} />
          </Typography>
        </Stack>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {sentence}
        </Typography>
        <Calls calls={calls} />
        <Typography variant="caption" color="textSecondary" component="p" sx={{ fontFamily: MONO, fontSize: '0.75rem' }}>
          <Time at={at} exact /> · line {id}
          {step && ` · ${step}`}
          {reason && ` · ${reason}`}
        </Typography>
      </Box>
    </Box>
  );
}
