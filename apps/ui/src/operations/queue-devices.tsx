import Link from '@mui/material/Link';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router';
import type { Schemas } from '../api/client.js';
import { DataTable } from '../look/data-table.js';
import { count } from '../look/format-time.js';
import { Panel } from '../look/panel.js';
import { SYNC, SyncBadge } from '../look/status.js';
import { MONO } from '../look/theme.js';
import { Time } from '../look/times.js';

type Queue = Schemas['Queue'];

/** Which devices a pass is at work on now, and who holds their leases. */
export const UnderWayPanel = ({ underWay: { devices, first } }: { underWay: Queue['underWay'] }) => (
  <Panel
    flush
    title="Under way now"
    about={devices > first.length ? `${count(devices)} devices, of which the ${first.length} that take longest are shown.` : `${count(devices)} ${devices === 1 ? 'device' : 'devices'}.`}
  >
    {first.length === 0 ? (
      <Nothing>No worker is at work on a device.</Nothing>
    ) : (
      <DataTable limited label="Devices under way" heads={['Device', 'Since', 'Attempt', 'Worker', 'Lease until']} figures={['Attempt']}>
        {first.map(({ deviceId, since, worker, leaseUntil, attempts }) => (
          <TableRow key={deviceId}>
            <DeviceCell deviceId={deviceId} />
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{since === null ? 'Not written down' : <Time at={since} />}</TableCell>
            <TableCell align="right">{attempts + 1}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>{worker ?? 'Not written down'}</TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>
              <Time at={leaseUntil} exact />
            </TableCell>
          </TableRow>
        ))}
      </DataTable>
    )}
  </Panel>
);

/** Which devices are looked at next. */
export const WakeUpsPanel = ({ wakeUps }: { wakeUps: Queue['wakeUps'] }) => (
  <Panel flush title="Next wake-ups" about="The devices that are looked at next by themselves. To have one looked at at once, wake it on its own page.">
    {wakeUps.length === 0 ? (
      <Nothing>None is to come.</Nothing>
    ) : (
      <DataTable limited label="Devices woken next" heads={['Device', 'When', 'State', 'Why', 'Failed']} figures={['Failed']}>
        {wakeUps.map(({ deviceId, at, sync, why, attempts }) => (
          <TableRow key={deviceId}>
            <DeviceCell deviceId={deviceId} />
            <TableCell sx={{ whiteSpace: 'nowrap' }}>
              <Time at={at} />
            </TableCell>
            <TableCell>
              <SyncBadge sync={sync} />
            </TableCell>
            <TableCell sx={{ minWidth: 220 }}>{why ?? SYNC[sync].about}</TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
              {attempts === 0 ? 'never' : attempts === 1 ? 'once' : `${count(attempts)} times`}
            </TableCell>
          </TableRow>
        ))}
      </DataTable>
    )}
  </Panel>
);

const DeviceCell = ({ deviceId }: { deviceId: string }) => (
  <TableCell sx={{ minWidth: 130 }}>
    <Link component={RouterLink} to={`/devices/${encodeURIComponent(deviceId)}`} sx={{ display: 'inline-block', minHeight: 24, fontFamily: MONO, fontWeight: 600, overflowWrap: 'anywhere' }}>
      {deviceId}
    </Link>
  </TableCell>
);

const Nothing = ({ children }: { children: string }) => (
  <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2 }}>
    {children}
  </Typography>
);
