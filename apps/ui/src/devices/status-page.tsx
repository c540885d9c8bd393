import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Schemas } from '../api/client.js';
import { Fact, Facts } from '../look/facts.js';
import { Panel } from '../look/panel.js';
import { FleetBadge, HubBadge, SyncBadge, SYNC } from '../look/status.js';
import { Time } from '../look/times.js';
import { Timeline } from './timeline.js';
import { useDevice } from './use-device.js';

/** Where a device stands, why, and how it came there. */
export function DeviceStatusPage() {
  const device = useDevice();
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: { xs: '1fr', md: '3fr 2fr' } }}>
        <Panel title="Why it is in this state" actions={<SyncBadge sync={device.sync} filled />}>
          <Typography sx={{ fontSize: '1.0625rem' }}>{device.why ?? SYNC[device.sync].about}</Typography>
          <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
            <Next device={device} />
          </Typography>
        </Panel>
        <Panel title="What is known">
          <Facts>
            <Fact name="In the fleet"><FleetBadge status={device.status} /></Fact>
            <Fact name="In the hub"><HubBadge status={device.hubStatus} /></Fact>
            <Fact name="Connection string"><Connection device={device} /></Fact>
            <Fact name="Groups">
              {device.groups.length === 0 ? 'None' : <Stack direction="row" spacing={0.5} sx={{ flexWrap: 'wrap' }}>{device.groups.map((group) => <Chip key={group} size="small" label={group} />)}</Stack>}
            </Fact>
            <Fact name="Changed"><Time at={device.updatedAt} /></Fact>
          </Facts>
        </Panel>
      </Box>
      <Timeline deviceId={device.deviceId} />
    </>
  );
}

function Next({ device: { attempts, nextLookAt, sync } }: { device: Schemas['Device'] }) {
  const tried = attempts > 0 && `Tried ${attempts} ${attempts === 1 ? 'time' : 'times'} in a row. `;
  if (nextLookAt) return <>{tried}Looked at again <Time at={nextLookAt} />.</>;
  return <>{tried}{sync === 'dead' ? 'Nobody tries again by itself: mend the cause, then wake it.' : 'Nothing is left to do until something changes.'}</>;
}

function Connection({ device: { deliveredKey, confirmedKey } }: { device: Schemas['Device'] }) {
  if (deliveredKey === null) return <>Not delivered</>;
  return <>Delivered with key {deliveredKey}, {confirmedKey === deliveredKey ? 'and the device reports it' : 'not reported by the device yet'}</>;
}
