import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { mdiArrowLeft, mdiBell, mdiLinkVariant } from '@mdi/js';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Activity, memo } from 'react';
import { Link, Outlet, useLocation, useMatch, useParams } from 'react-router';
import { answer, api, type Schemas } from '../api/client.js';
import { ActionButton } from '../look/action-button.js';
import { useAnnounce } from '../look/announcements.js';
import { CopyButton } from '../look/copy-button.js';
import { Icon } from '../look/icon.js';
import { LoadingLines } from '../look/loading.js';
import { Page } from '../look/page.js';
import { PartLinks } from '../look/part-links.js';
import { ProblemAlert } from '../look/problem-alert.js';
import { MONO } from '../look/theme.js';
import { useWhyNotWith } from '../session/may.js';
import { TwinPage } from '../twin/twin-page.js';
import { useTwinAhead } from '../twin/use-twin-ahead.js';

/** One device: its name, what can be done about it, and its pages. */
export function DevicePage() {
  const { deviceId = '' } = useParams();
  return <OneDevice deviceId={deviceId} />;
}

/** Not drawn anew when one goes from one of its pages to another. */
const OneDevice = memo(function OneDevice({ deviceId }: { deviceId: string }) {
  const client = useQueryClient();
  const announce = useAnnounce();
  const path = { deviceId };
  const { data: device, error, refetch } = useQuery({ queryKey: ['device', deviceId], queryFn: () => answer(api.GET('/api/v1/devices/{deviceId}', { params: { path } })) });
  const wake = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/devices/{deviceId}/wake', { params: { path } })),
    onSuccess: async () => {
      announce(`${deviceId} is looked at now.`);
      await client.invalidateQueries({ queryKey: ['device', deviceId] });
    },
  });
  const mayNotWake = useWhyNotWith(device ?? { deviceId, may: [] }, 'device:wake');
  const base = `/devices/${encodeURIComponent(deviceId)}`;
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(`${location.origin}${base}`);
      announce('Copied the link to this device.');
    } catch {
      announce('This browser does not let pages copy here. Copy the address above.', 'error');
    }
  };

  return (
    <Page
      name={deviceId}
      title={
        <>
          <Box component="span" sx={{ fontFamily: MONO, fontSize: '1.375rem' }}>
            {deviceId}
          </Box>{' '}
          <CopyButton text={deviceId} what="device id" />
        </>
      }
      about={
        <Button component={Link} to="/devices" variant="text" startIcon={<Icon path={mdiArrowLeft} />} sx={{ ml: -1 }}>
          All devices
        </Button>
      }
      actions={
        <>
          <Button color="inherit" startIcon={<Icon path={mdiLinkVariant} />} onClick={() => void copyLink()}>
            Copy link
          </Button>
          <ActionButton variant="contained" startIcon={<Icon path={mdiBell} />} whyNot={device ? mayNotWake : 'The device is not known yet.'} loading={wake.isPending} onClick={() => wake.mutate()}>
            Wake
          </ActionButton>
        </>
      }
    >
      {wake.isError && <ProblemAlert error={wake.error} />}
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!device && !error && <LoadingLines />}
      {device && <DeviceParts base={base} device={device} />}
    </Page>
  );
});

/** Its pages. That of its twin is drawn out of sight as soon as somebody comes near its tab. */
function DeviceParts({ base, device }: { base: string; device: Schemas['Device'] }) {
  const onSomeTwin = useLocation().pathname.endsWith('/twin');
  const onTwin = useMatch('/devices/:deviceId/twin') !== null;
  const { ready, come } = useTwinAhead(device, onTwin);
  return (
    <Stack spacing={2.5}>
      <PartLinks
        label="About this device"
        parts={[
          { to: base, word: 'Status', here: !onSomeTwin },
          { to: `${base}/twin`, word: 'Device twin', here: onSomeTwin, onNear: come },
        ]}
      />
      <Outlet context={device} />
      {(onTwin || ready) && (
        <Activity mode={onTwin ? 'visible' : 'hidden'}>
          <TwinPage device={device} moduleId={null} />
        </Activity>
      )}
    </Stack>
  );
}
