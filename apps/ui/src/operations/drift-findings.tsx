import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { answerOf, api, nextCursor, type Schemas } from '../api/client.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import type { DriftClass } from './drift-orders.js';

const HARM: Readonly<Record<Schemas['DriftFinding']['harm'], string>> = { none: '', disable: 'Mending disables it in the hub.', delete: 'Mending deletes it in the hub.' };
const PAGE = 100;

/** Device by device, what differs. */
export function DriftFindings({ only, onAll }: { only: DriftClass | null; onAll(): void }) {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['drift', 'findings', only],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: PAGE, ...(only && { class: only }), ...(pageParam !== null && { cursor: pageParam }) };
      const { data: page, headers } = await answerOf(api.GET('/api/v1/drift/findings', { params: { query }, signal }));
      return { items: page.items, next: nextCursor(headers) };
    },
    getNextPageParam: ({ next }) => next,
  });
  const findings = data?.pages.flatMap(({ items }) => items) ?? [];
  if (!isPending && !error && findings.length === 0 && only === null) return null;
  return (
    <Panel
      title="Device by device"
      actions={
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
          {only && <Chip label={`Only ${only}`} onDelete={onAll} />}
          <Button component="a" href="/api/v1/drift/export?format=csv" download>
            Download as CSV
          </Button>
        </Stack>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isPending && !error && <LoadingLines />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {findings.map(({ id, deviceId, class: kind, detail, harm, state, lastAt }) => (
          <Box component="li" key={id} sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <Link component={RouterLink} to={`/devices/${encodeURIComponent(deviceId)}`} sx={{ fontFamily: MONO, fontWeight: 600, fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
              {deviceId}
            </Link>
            <Typography variant="body2">
              {detail} {HARM[harm]}
            </Typography>
            <Typography variant="caption" color="textSecondary">
              {kind} · {state === 'told' ? 'being mended' : state} · seen <Time at={lastAt} />
            </Typography>
          </Box>
        ))}
      </Box>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage} sx={{ mt: 1.5 }}>
          Load more
        </Button>
      )}
    </Panel>
  );
}
