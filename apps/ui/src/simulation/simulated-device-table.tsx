import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { Link as RouterLink } from 'react-router';
import { DataTable } from '../look/data-table.js';
import { FleetBadge, HubBadge, SyncBadge } from '../look/status.js';
import { MONO } from '../look/theme.js';
import type { FleetAction, ListedStatus, SimulatedDevice } from './use-simulation.js';

const WORDS: Readonly<Record<FleetAction, string>> = { accept: 'Accept', reject: 'Reject', dismiss: 'Dismiss', decommission: 'Decommission' };

/** What an administrator of the fleet manager can do with a device in this state. */
const ACTIONS: Readonly<Record<ListedStatus, readonly FleetAction[]>> = {
  pending: ['accept', 'reject', 'decommission'],
  accepted: ['reject', 'dismiss', 'decommission'],
  rejected: ['accept', 'dismiss', 'decommission'],
  noauth: ['accept', 'decommission'],
  preauthorized: ['accept', 'decommission'],
};

interface SimulatedDeviceTableProps {
  devices: readonly SimulatedDevice[];
  onChange(action: FleetAction, deviceId: string): void;
}

/** Devices as the fleet manager has them, beside what Lockstep made of each. */
export const SimulatedDeviceTable = ({ devices, onChange }: SimulatedDeviceTableProps) => (
  <DataTable label="List of simulated devices" heads={['Device', 'In the fleet', 'In the hub', 'State', 'What to do with it']} acts={['What to do with it']}>
    {devices.map((device) => (
      <Line key={device.deviceId} device={device} onChange={(action) => onChange(action, device.deviceId)} />
    ))}
  </DataTable>
);

function Line({ device: { deviceId, status, known }, onChange }: { device: SimulatedDevice; onChange(action: FleetAction): void }) {
  return (
    <TableRow hover>
      <TableCell component="th" scope="row">
        {known ? (
          <Link component={RouterLink} to={`/devices/${encodeURIComponent(deviceId)}`} sx={{ fontFamily: MONO, fontWeight: 600 }}>
            {deviceId}
          </Link>
        ) : (
          <span style={{ fontFamily: MONO }}>{deviceId}</span>
        )}
      </TableCell>
      <TableCell><FleetBadge status={status} /></TableCell>
      <TableCell>{known ? <HubBadge status={known.hubStatus} /> : 'Lockstep never heard of it'}</TableCell>
      <TableCell title={known?.why ?? undefined}>{known && <SyncBadge sync={known.sync} />}</TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        {ACTIONS[status].map((action) => (
          <Button key={action} size="small" variant="text" color={action === 'decommission' ? 'error' : 'primary'} aria-label={`${WORDS[action]} ${deviceId}`} onClick={() => onChange(action)}>
            {WORDS[action]}
          </Button>
        ))}
      </TableCell>
    </TableRow>
  );
}
