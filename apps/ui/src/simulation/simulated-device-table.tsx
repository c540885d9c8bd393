import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Link as RouterLink } from 'react-router';
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
  <TableContainer tabIndex={0} role="region" aria-label="List of simulated devices">
    <Table size="small">
      <TableHead>
        <TableRow>
          {['Device', 'In the fleet', 'In the hub', 'State', 'What to do with it'].map((word) => (
            <TableCell key={word}>{word}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {devices.map((device) => (
          <Line key={device.deviceId} device={device} onChange={(action) => onChange(action, device.deviceId)} />
        ))}
      </TableBody>
    </Table>
  </TableContainer>
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
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        {ACTIONS[status].map((action) => (
          <Button key={action} size="small" variant="text" color={action === 'decommission' ? 'error' : 'primary'} aria-label={`${WORDS[action]} ${deviceId}`} onClick={() => onChange(action)}>
            {WORDS[action]}
          </Button>
        ))}
      </TableCell>
    </TableRow>
  );
}
