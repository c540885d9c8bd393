import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { mdiArrowLeft, mdiRefresh } from '@mdi/js';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from 'react-router';
import { answer, api } from '../api/client.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Panel } from '../look/panel.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';
import { pageOf } from './twin-address.js';

/** Looking costs the hub a registry operation, and modules seldom come or go. */
const FRESH_FOR_MS = 5 * 60_000;

/** The modules of a device, each with a way to its twin. */
export function ModulesPanel({ deviceId }: { deviceId: string }) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['modules', deviceId],
    queryFn: () => answer(api.GET('/api/v1/devices/{deviceId}/modules', { params: { path: { deviceId } } })),
    staleTime: FRESH_FOR_MS,
    refetchOnWindowFocus: false,
  });
  return (
    <Panel
      title="Modules"
      about="Parts of the device that have a twin of their own."
      actions={
        <Button color="inherit" startIcon={<Icon path={mdiRefresh} />} loading={isFetching} loadingPosition="start" aria-label="Refresh the modules" onClick={() => void refetch()}>
          Refresh
        </Button>
      }
    >
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingLines lines={1} />}
      {data?.items.length === 0 && <Typography color="textSecondary">This device has none.</Typography>}
      {data && data.items.length > 0 && (
        <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {data.items.map(({ moduleId, managedBy, connectionState, lastActivityAt }) => (
            <Stack component="li" key={moduleId} direction="row" sx={{ columnGap: 2, flexWrap: 'wrap', alignItems: 'baseline' }}>
              <Link component={RouterLink} to={pageOf({ deviceId, moduleId })} sx={{ fontFamily: MONO, fontWeight: 600, overflowWrap: 'anywhere' }}>
                {moduleId}
              </Link>
              <Typography variant="body2" color="textSecondary" component="span">
                {connectionState?.toLowerCase() ?? 'the hub does not say whether it is connected'}
                {managedBy !== null && `, managed by ${managedBy}`}, last activity {lastActivityAt ? <Time at={lastActivityAt} /> : 'never'}
              </Typography>
            </Stack>
          ))}
        </Stack>
      )}
    </Panel>
  );
}

/** Back from the twin of a module. */
export const ToDeviceTwin = ({ deviceId }: { deviceId: string }) => (
  <div>
    <Button component={RouterLink} to={pageOf({ deviceId, moduleId: null })} variant="text" startIcon={<Icon path={mdiArrowLeft} />} sx={{ ml: -1 }}>
      Twin of the device
    </Button>
  </div>
);
