import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { mdiSpeedometer } from '@mdi/js';
import type { Schemas } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import { useHubBudget } from '../api/use-hub-budget.js';
import { Empty } from '../look/empty.js';
import { count, duration } from '../look/format-time.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { Time } from '../look/times.js';

type Category = Schemas['HubBudget']['categories'][number];

const NAMES: Readonly<Record<Category['category'], string>> = { registry: 'Registry', 'twin-reads': 'Twin reads', 'twin-updates': 'Twin updates', queries: 'Queries' };

/** How much of what the hub allows is used, what it refused, and how long the backlog takes. */
export function HubBudget() {
  const { data, error, refetch } = useHubBudget();
  const none = isProblem(error, 'no-hub-connection') || isProblem(error, 'not-found');
  const edition = data?.edition ? `${data.edition.sku}, ${data.edition.units} ${data.edition.units === 1 ? 'unit' : 'units'}` : 'limits learnt';
  return (
    <Panel title="Hub budget" about={data ? `${data.hostName} · ${edition} · the last minute` : 'How fast the hub may be used'}>
      {none && (
        <Empty icon={mdiSpeedometer} title="No hub is connected">
          What a hub allows in a minute, what is used of it and what it refused stands here.
        </Empty>
      )}
      {error && !none && !isProblem(error, 'not-permitted') && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {isProblem(error, 'not-permitted') && <Typography color="textSecondary">{error.body.detail}</Typography>}
      {!data && !error && <LoadingLines />}
      {data && (
        <Stack spacing={1.75}>
          {data.backlog.devices > 0 ? (
            <Alert severity="info" sx={{ py: 0.25 }}>
              {count(data.backlog.devices)} {data.backlog.devices === 1 ? 'device waits' : 'devices wait'} for the hub: {howLong(data)}.
            </Alert>
          ) : (
            <Typography variant="body2" color="textSecondary">
              No backlog: the hub holds every device as the fleet wants it.
            </Typography>
          )}
          {data.categories.map((category) => (
            <Meter key={category.category} category={category} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function howLong({ paused, trouble, backlog }: Schemas['HubBudget']): string {
  if (paused) return 'until somebody resumes it';
  return trouble ? 'until it can be called again' : `about ${duration(backlog.seconds)} at this pace`;
}

function Meter({ category: { category, allowedPerMinute, used, refused, waiting, closedUntil } }: { category: Category }) {
  const part = allowedPerMinute === 0 ? 0 : Math.min(1, used / allowedPerMinute);
  const queued = Object.values(waiting).reduce((sum, calls) => sum + calls, 0);
  const tone = refused > 0 || closedUntil ? 'failing' : part > 0.9 ? 'warning' : 'primary';
  return (
    <div>
      <Stack direction="row" sx={{ justifyContent: 'space-between', mb: 0.5 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {NAMES[category]}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {count(Math.round(used))} of {count(Math.round(allowedPerMinute))} a minute
        </Typography>
      </Stack>
      <Box
        role="meter"
        aria-label={`${NAMES[category]}: used of what is allowed in a minute`}
        aria-valuemin={0}
        aria-valuemax={Math.round(allowedPerMinute)}
        aria-valuenow={Math.round(Math.min(used, allowedPerMinute))}
        sx={{ height: 8, borderRadius: 4, bgcolor: 'background.sunken', border: 1, borderColor: 'divider', overflow: 'hidden' }}
      >
        <Box sx={{ height: '100%', width: `${part * 100}%`, backgroundColor: `var(--mui-palette-${tone}-main)` }} />
      </Box>
      {(refused > 0 || queued > 0 || closedUntil) && (
        <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 0.25 }}>
          {[refused > 0 && `${count(refused)} refused`, queued > 0 && `${count(queued)} waiting`].filter(Boolean).join(', ')}
          {closedUntil && (
            <>
              {refused > 0 || queued > 0 ? ' · ' : ''}closed until <Time at={closedUntil} exact />
            </>
          )}
        </Typography>
      )}
    </div>
  );
}
